package io.cqdestination.testkit;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for something to become true, never longer than a limit. Thread-safe. */
public final class Await {

  private static final Duration PAUSE = Duration.ofMillis(10);

  private Await() {}

  /**
   * Returns as soon as the condition holds, which is asked about every 10 ms.
   *
   * @param limit how long to wait at most
   * @param what the condition in words, for the error
   * @throws AssertionError when it does not hold within the limit, or when asking fails
   */
  public static void until(Duration limit, String what, Callable<Boolean> condition) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!holds(what, condition)) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("not within " + limit + ": " + what);
      }
      pause();
    }
  }

  private static boolean holds(String what, Callable<Boolean> condition) {
    try {
      return condition.call();
    } catch (Exception e) {
      throw new AssertionError("asking whether " + what, e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting", e);
    }
  }
}
