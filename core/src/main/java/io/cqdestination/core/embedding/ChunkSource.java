package io.cqdestination.core.embedding;

/** Where the vector of a wanted chunk comes from. */
public sealed interface ChunkSource {

  /**
   * The chunk is stored and stays.
   *
   * @param stored its position among the stored chunks of its row
   */
  record Kept(int stored) implements ChunkSource {}

  /**
   * The chunk is wanted more often than it is stored: it takes the vector of a stored one.
   *
   * @param stored the position of that one among the stored chunks of its row
   */
  record Copied(int stored) implements ChunkSource {}

  /**
   * The chunk is not stored: it has to be embedded.
   *
   * @param position its position in {@link EmbeddingPlan#chunksToEmbed}
   */
  record Embedded(int position) implements ChunkSource {}
}
