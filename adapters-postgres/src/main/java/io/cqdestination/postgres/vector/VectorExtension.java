package io.cqdestination.postgres.vector;

import io.cqdestination.core.embedding.EmbeddingOptions;
import io.cqdestination.core.failure.DestinationException.NotReady;
import io.cqdestination.postgres.dialect.Identifiers;
import java.util.Arrays;
import java.util.List;

/**
 * The extension {@code vector} as it is installed in the database, or would be. Immutable.
 *
 * @param schema the schema of its types, which need not be on the search path
 * @param version as the server says it, such as {@code 0.8.0}
 * @param hasHalfvec whether it has 16-bit vectors (from 0.7.0 on)
 * @param hasHnsw whether it has the index method hnsw (from 0.5.0 on)
 * @param isInstalled whether the database has it already
 */
public record VectorExtension(
    String schema, String version, boolean hasHalfvec, boolean hasHnsw, boolean isInstalled) {
  static final String CREATION = "CREATE EXTENSION IF NOT EXISTS vector";

  /** Before it a vector had at most 1024 dimensions, and other text and storage. */
  private static final String OLDEST = "0.4.0";

  private static final String FIRST_HNSW = "0.5.0";
  private static final String FIRST_HALFVEC = "0.7.0";

  /** The extension that the server would create in a schema. */
  static VectorExtension missing(String schema, String version) {
    return new VectorExtension(
        schema, version, isAtLeast(version, FIRST_HALFVEC), isAtLeast(version, FIRST_HNSW), false);
  }

  /** What has to run before tables with vectors can be created; empty where nothing has to. */
  public List<String> creation() {
    return isInstalled ? List.of() : List.of(CREATION);
  }

  /**
   * @throws NotReady when the extension is too old for what the user wants
   */
  void check(EmbeddingOptions options) {
    if (!isAtLeast(version, OLDEST)) {
      throw tooOld("the type vector in its present form", OLDEST);
    }
    if (options.halfPrecision() && !hasHalfvec) {
      throw tooOld("the type halfvec", FIRST_HALFVEC);
    }
    if (options.indexed() && !hasHnsw) {
      throw tooOld("the index hnsw", FIRST_HNSW);
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

  /** Compares versions number by number; one that has other words is taken for a new one. */
  private static boolean isAtLeast(String version, String oldest) {
    if (!version.matches("\\d{1,6}(\\.\\d{1,6})*")) {
      return true;
    }
    return Arrays.compare(numbers(version), numbers(oldest)) >= 0;
  }

  private static int[] numbers(String version) {
    return Arrays.stream(version.split("\\.", -1)).mapToInt(Integer::parseInt).toArray();
  }

  private NotReady tooOld(String what, String since) {
    return new NotReady(
        ("pgvector_config needs %s, which the extension vector has from version %s on, but the"
                + " database has version %s: install a newer pgvector on the server and run ALTER"
                + " EXTENSION vector UPDATE")
            .formatted(what, since, version));
  }
}
