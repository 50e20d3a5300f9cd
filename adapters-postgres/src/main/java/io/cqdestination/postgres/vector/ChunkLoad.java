package io.cqdestination.postgres.vector;

/**
 * What rows with their chunks are estimated to take. Immutable.
 *
 * @param bytes of memory until the rows are committed
 * @param chunks how many
 * @param textBytes bytes of the chunks' texts, which repeat what overlaps
 */
record ChunkLoad(long bytes, long chunks, long textBytes) {
  static final ChunkLoad NONE = new ChunkLoad(0, 0, 0);

  /**
   * Small enough that many batches are under way: the service gets the texts of the first one when
   * it is full, and what it answered last is written when nothing is left to ask.
   */
  private static final long MOST_BYTES = 6L << 20;

  /**
   * A little less than a request to the service may hold; requests of short chunks hold those of
   * several batches.
   */
  private static final long MOST_TEXT_BYTES = 296_000;

  /** However short the texts are, rows should not wait long for their commit. */
  private static final long MOST_CHUNKS = 1_000;

  ChunkLoad plus(ChunkLoad other) {
    return new ChunkLoad(bytes + other.bytes, chunks + other.chunks, textBytes + other.textBytes);
  }

  ChunkLoad minus(ChunkLoad other) {
    return new ChunkLoad(bytes - other.bytes, chunks - other.chunks, textBytes - other.textBytes);
  }

  /** Whether it is enough for a batch. */
  boolean isFull() {
    return bytes >= MOST_BYTES || chunks >= MOST_CHUNKS || textBytes >= MOST_TEXT_BYTES;
  }
}
