package io.cqdestination.core.retry;

import io.cqdestination.core.failure.DestinationException.Transient;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The time in which one thing is tried again: with pauses that grow and have jitter, so that
 * several who are in each other's way get out of it. Used by one thread.
 */
public final class Backoff {
  private static final long FIRST_MILLIS = 100;
  private static final long LONGEST_MILLIS = 5_000;

  private final Duration limit;
  private long startedAtNanos;
  private boolean started;
  private int attempts;

  /**
   * @param limit time from the first failure to the last attempt
   */
  public Backoff(Duration limit) {
    this.limit = limit;
  }

  /**
   * For what itself waits in its attempts.
   *
   * @param limit time from now to the last attempt
   */
  public static Backoff startingNow(Duration limit) {
    Backoff backoff = new Backoff(limit);
    backoff.start();
    return backoff;
  }

  private void start() {
    if (!started) {
      started = true;
      startedAtNanos = System.nanoTime();
    }
  }

  /** Counts a failed attempt; whether there may be another. */
  public boolean mayRetry() {
    return mayRetry(0);
  }

  /**
   * @param atLeast attempts that there may be whatever time they take
   */
  public boolean mayRetry(int atLeast) {
    start();
    attempts++;
    return attempts <= atLeast || elapsed().compareTo(limit) < 0;
  }

  /** Failed attempts so far. */
  public int attempts() {
    return attempts;
  }

  /** What of the time is over. */
  public Duration elapsed() {
    return started ? Duration.ofNanos(System.nanoTime() - startedAtNanos) : Duration.ZERO;
  }

  /** What of the time is left, at least a moment. */
  public Duration left() {
    Duration left = limit.minus(elapsed());
    return left.toMillis() < 1 ? Duration.ofMillis(1) : left;
  }

  /** How long to wait before the next attempt: not beyond the limit. */
  public Duration nextPause() {
    long longest = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(attempts - 1, 10));
    long jittered = ThreadLocalRandom.current().nextLong(longest / 2, longest + 1);
    return Duration.ofMillis(Math.min(left().toMillis(), jittered));
  }

  /** Waits before the next attempt, not beyond the limit. */
  public void pause() throws InterruptedException {
    Thread.sleep(nextPause());
  }

  /**
   * Waits before the next attempt, not beyond the limit.
   *
   * @param subject what is tried, for the message
   * @throws Transient when the thread is interrupted
   */
  public void pause(String subject) {
    try {
      pause();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Transient(subject + ": interrupted while waiting to try again", interrupted);
    }
  }
}
