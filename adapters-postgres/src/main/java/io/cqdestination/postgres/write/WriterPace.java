package io.cqdestination.postgres.write;

import java.util.concurrent.TimeUnit;

/**
 * How many batches of a stream are worth writing at the same time. While a batch waits for the
 * line, the server has nothing to do for it: the longer the line, the more batches it takes to keep
 * the server busy. Thread-safe.
 */
final class WriterPace {
  /** BEGIN and what goes with it, the beginning of COPY, its end, and COMMIT. */
  private static final int ROUND_TRIPS = 4;

  /** No cold code takes so long: a first answer that does comes over a long line. */
  private static final long COLD_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

  /** What a batch takes besides the line, until the first one tells. */
  private static final long USUAL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Writers limits;
  private long roundTripNanos = Long.MAX_VALUE;
  private volatile int writers;

  /** Starts with the fewest. */
  WriterPace(Writers limits) {
    this.limits = limits;
    this.writers = limits.least();
  }

  /** Most batches at the same time, from now on. */
  int writers() {
    return writers;
  }

  /** Whether more than the fewest are worth it. */
  boolean isDistant() {
    return writers > limits.least();
  }

  /** From 1 with the fewest batches at the same time to 2 with the most, which the line holds. */
  double heldFactor() {
    int more = limits.most() - limits.least();
    return more == 0 ? 1 : 1 + (double) (writers - limits.least()) / more;
  }

  /**
   * Takes note of an answer to short statements.
   *
   * @param nanos since they were sent: little more than a round trip
   */
  synchronized void answered(long nanos) {
    boolean first = roundTripNanos == Long.MAX_VALUE;
    roundTripNanos = Math.min(roundTripNanos, nanos);
    if (first && nanos > COLD_NANOS) {
      adjust(USUAL_NANOS);
    }
  }

  /**
   * Takes note of a batch that was written.
   *
   * @param nanos from its first statement to the answer to COMMIT
   */
  synchronized void written(long nanos) {
    if (roundTripNanos < Long.MAX_VALUE) {
      adjust(nanos - ROUND_TRIPS * roundTripNanos);
    }
  }

  /**
   * @param busyNanos of a batch, in which it does not wait for the line
   */
  private void adjust(long busyNanos) {
    double all = ROUND_TRIPS * roundTripNanos + Math.max(1.0, busyNanos);
    long wanted = Math.round(limits.least() * all / Math.max(1.0, busyNanos));
    writers = (int) Math.clamp(wanted, writers, limits.most());
  }
}
