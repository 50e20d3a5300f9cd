package io.cqdestination.postgres.vector;

import io.cqdestination.core.embedding.EmbeddingOptions;

/**
 * Estimates how many chunks a row has and what they take in memory until they are committed.
 * Immutable.
 */
final class ChunkCost {
  private static final int OBJECTS = 200;

  private final int chunkSize;
  private final int newCharacters;
  private final int overlapFactor;
  private final int chunkBytes;

  ChunkCost(EmbeddingOptions options) {
    this.chunkSize = options.splitter().chunkSize();
    this.newCharacters = chunkSize - options.splitter().chunkOverlap();
    this.overlapFactor = Math.ceilDiv(chunkSize, newCharacters);
    this.chunkBytes = options.dimensions() * Float.BYTES + OBJECTS;
  }

  /**
   * What a row takes.
   *
   * @param length of its text, in bytes
   */
  ChunkLoad of(long length) {
    boolean whole = length < chunkSize;
    long chunks = whole ? Math.min(1, length) : length / newCharacters + 1;
    long textBytes = whole ? length : length * overlapFactor;
    long bytes = OBJECTS + length * (whole ? 2 : 1 + overlapFactor) + chunks * chunkBytes;
    return new ChunkLoad(bytes, chunks, textBytes);
  }
}
