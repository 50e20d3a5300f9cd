package io.cqdestination.postgres.vector;

import io.cqdestination.core.embedding.EmbeddingOptions;
import io.cqdestination.core.failure.DestinationException.NotReady;
import io.cqdestination.postgres.write.Identifiers;

/**
 * The extension {@code vector} as it is installed in the database. Immutable.
 *
 * @param schema the schema of its types, which need not be on the search path
 * @param hasHalfvec whether it has 16-bit vectors (from 0.7.0 on)
 * @param hasHnsw whether it has the index method hnsw (from 0.5.0 on)
 */
public record VectorExtension(String schema, String version, boolean hasHalfvec, boolean hasHnsw) {

  /**
   * @throws NotReady when the extension is too old for what the user wants
   */
  void check(EmbeddingOptions options) {
    if (options.halfPrecision() && !hasHalfvec) {
      throw tooOld("the type halfvec", "0.7.0");
    }
    if (options.indexed() && !hasHnsw) {
      throw tooOld("the index hnsw", "0.5.0");
    }
  }

  /** The qualified type of the vectors, as DDL has to write it. */
  String type(EmbeddingOptions options) {
    return "%s.%s(%d)"
        .formatted(Identifiers.quoted(schema), typeName(options), options.dimensions());
  }

  /** The qualified class of operators for an index by cosine distance. */
  String cosineOperators(EmbeddingOptions options) {
    return Identifiers.qualified(schema, typeName(options) + "_cosine_ops");
  }

  private static String typeName(EmbeddingOptions options) {
    return options.halfPrecision() ? "halfvec" : "vector";
  }

  private NotReady tooOld(String what, String since) {
    return new NotReady(
        ("pgvector_config needs %s, which the extension vector has from version %s on, but the"
                + " database has version %s: install a newer pgvector on the server and run ALTER"
                + " EXTENSION vector UPDATE")
            .formatted(what, since, version));
  }
}
