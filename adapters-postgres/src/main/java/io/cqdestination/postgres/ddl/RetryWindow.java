package io.cqdestination.postgres.ddl;

import io.cqdestination.core.failure.DestinationException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * The time in which something is tried again: with growing, randomised pauses, so that several who
 * are in each other's way get out of it. Used by one thread.
 */
final class RetryWindow {
  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 2_000;

  private final long start = System.nanoTime();
  private final long end;
  private long pauseMillis = FIRST_PAUSE_MILLIS;

  RetryWindow(Duration length) {
    this.end = start + length.toNanos();
  }

  /** What is over. */
  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** What is left, at least a moment. */
  Duration left() {
    return Duration.ofNanos(Math.max(end - System.nanoTime(), TimeUnit.MILLISECONDS.toNanos(1)));
  }

  /**
   * Waits before the next try.
   *
   * @return whether there is time for one
   */
  boolean pause() {
    long jittered = ThreadLocalRandom.current().nextLong(pauseMillis / 2, pauseMillis + 1);
    pauseMillis = Math.min(pauseMillis * 2, LONGEST_PAUSE_MILLIS);
    if (System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(jittered) >= end) {
      return false;
    }
    try {
      TimeUnit.MILLISECONDS.sleep(jittered);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DestinationException.Transient("the migration was interrupted", e);
    }
    return true;
  }
}
