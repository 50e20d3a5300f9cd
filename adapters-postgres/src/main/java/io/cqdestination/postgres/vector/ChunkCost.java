package io.cqdestination.postgres.vector;

import io.cqdestination.core.embedding.EmbeddingOptions;

/** Estimates what the chunks of a row take in memory until they are committed. Immutable. */
final class ChunkCost {
  private static final int OBJECTS = 200;

  private final int newCharacters;
  private final int overlapFactor;
  private final int chunkBytes;

  ChunkCost(EmbeddingOptions options) {
    int size = options.splitter().chunkSize();
    this.newCharacters = size - options.splitter().chunkOverlap();
    this.overlapFactor = Math.ceilDiv(size, newCharacters);
    this.chunkBytes = options.dimensions() * Float.BYTES + OBJECTS;
  }

  /**
   * Bytes for a row.
   *
   * @param characters how long its text is
   */
  long of(long characters) {
    long chunks = characters == 0 ? 0 : characters / newCharacters + 1;
    return OBJECTS + characters * (1 + overlapFactor) + chunks * chunkBytes;
  }
}
