package io.cqdestination.core.sync;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;

/** Runs what it was given only when it is told to. Thread-safe. */
public final class StepExecutor implements Executor {
  private final LinkedBlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();

  @Override
  public void execute(Runnable task) {
    waiting.add(task);
  }

  /** How many tasks wait. */
  public int waiting() {
    return waiting.size();
  }

  /** Runs the task that has waited longest, if there is one. */
  public void step() {
    Runnable task = waiting.poll();
    if (task != null) {
      task.run();
    }
  }

  /** Runs tasks until none waits. */
  public void stepAll() {
    while (waiting() > 0) {
      step();
    }
  }
}
