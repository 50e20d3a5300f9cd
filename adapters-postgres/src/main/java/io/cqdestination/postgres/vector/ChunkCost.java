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
   * Bytes for a row.
   *
   * @param characters how long its text is
   */
  long of(long characters) {
    long copies = characters < chunkSize ? 2 : 1 + overlapFactor;
    return OBJECTS + characters * copies + chunks(characters) * chunkBytes;
  }

  /**
   * Bytes of the texts of a row's chunks, which repeat what overlaps.
   *
   * @param bytes how long its text is
   */
  long textBytes(long bytes) {
    return bytes < chunkSize ? bytes : bytes * overlapFactor;
  }

  /**
   * Chunks of a row.
   *
   * @param characters how long its text is
   */
  long chunks(long characters) {
    if (characters < chunkSize) {
      return Math.min(1, characters);
    }
    return characters / newCharacters + 1;
  }
}
