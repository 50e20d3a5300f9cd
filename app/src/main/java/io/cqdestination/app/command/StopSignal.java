package io.cqdestination.app.command;

import java.util.ArrayList;
import java.util.List;
import sun.misc.Signal;

/** SIGINT and SIGTERM: the CLI's word that the process should end, with status 0. Thread-safe. */
public final class StopSignal {
  private final List<Runnable> actions = new ArrayList<>();
  private boolean received;

  private StopSignal() {}

  /** Listens from now on. */
  public static StopSignal listen() {
    StopSignal signal = new StopSignal();
    Signal.handle(new Signal("INT"), _ -> signal.receive());
    Signal.handle(new Signal("TERM"), _ -> signal.receive());
    return signal;
  }

  /** Runs an action when the signal comes, or at once if it has come. */
  void onReceived(Runnable action) {
    synchronized (this) {
      if (!received) {
        actions.add(action);
        return;
      }
    }
    action.run();
  }

  private void receive() {
    List<Runnable> pending;
    synchronized (this) {
      if (received) {
        return;
      }
      received = true;
      pending = List.copyOf(actions);
    }
    if (pending.isEmpty()) {
      Runtime.getRuntime().halt(0); // nothing has been started yet
    }
    pending.forEach(Runnable::run);
  }
}
