package io.cqdestination.postgres.write;

/**
 * How many batches of a stream are worth writing at the same time. While a batch waits for the
 * line, the server has nothing to do for it: the longer the line, the more batches it takes to keep
 * the server busy. Thread-safe.
 */
final class WriterPace {
  /** BEGIN and what goes with it, the beginning of COPY, its end, and COMMIT. */
  private static final int ROUND_TRIPS = 4;

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

  /**
   * Takes note of a batch that was written.
   *
   * @param firstAnswerNanos from its first statement to the answer: little more than a round trip
   * @param allNanos from its first statement to the answer to COMMIT
   */
  synchronized void written(long firstAnswerNanos, long allNanos) {
    roundTripNanos = Math.min(roundTripNanos, firstAnswerNanos);
    double busy = Math.max(1, allNanos - ROUND_TRIPS * roundTripNanos);
    long wanted = Math.round(limits.least() * (allNanos / busy));
    writers = (int) Math.clamp(wanted, writers, limits.most());
  }
}
