package io.cqdestination.postgres.vector;

import io.cqdestination.core.embedding.EmbeddingOptions;
import io.cqdestination.core.migration.TableMapping;

/**
 * What is known of the embeddings of one database. Immutable.
 *
 * @param mapping how the database holds the tables of the source
 * @param derived the tables of the chunks, beside them
 */
public record EmbeddingSetup(
    EmbeddingOptions options,
    VectorExtension extension,
    ChunkTables tables,
    TableMapping mapping,
    EmbeddingTables derived) {

  /**
   * @param mapping how the database holds the tables of the source
   */
  public static EmbeddingSetup of(
      EmbeddingOptions options, VectorExtension extension, String schema, TableMapping mapping) {
    ChunkTables tables = new ChunkTables(options, schema, mapping);
    return new EmbeddingSetup(
        options,
        extension,
        tables,
        mapping,
        new EmbeddingTables(mapping, tables, options, extension));
  }
}
