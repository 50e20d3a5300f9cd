package io.cqdestination.postgres.failure;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Waits between the attempts at one thing: longer each time, with jitter, within a limit. Used by
 * one thread.
 */
public final class Backoff {
  private static final long FIRST_MILLIS = 100;
  private static final long LONGEST_MILLIS = 5_000;

  private final Duration limit;
  private long startedAtNanos;
  private int attempts;

  /**
   * @param limit time from the first failure to the last attempt
   */
  public Backoff(Duration limit) {
    this.limit = limit;
  }

  /** Counts a failed attempt; whether there may be another. */
  public boolean mayRetry(int atLeast) {
    if (attempts++ == 0) {
      startedAtNanos = System.nanoTime();
    }
    return attempts <= atLeast || System.nanoTime() - startedAtNanos < limit.toNanos();
  }

  /** Failed attempts so far. */
  public int attempts() {
    return attempts;
  }

  /** Waits before the next attempt, not beyond the limit. */
  public void pause() throws InterruptedException {
    long longest = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(attempts - 1, 10));
    long jittered = ThreadLocalRandom.current().nextLong(longest / 2, longest + 1);
    long left =
        limit.toMillis() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedAtNanos);
    TimeUnit.MILLISECONDS.sleep(Math.clamp(left, 1, jittered));
  }
}
