package io.cqdestination.postgres.vector;

import io.cqdestination.postgres.dialect.ObjectNames;

/** Names of the indexes of tables of chunks. Pure. */
final class IndexNames {
  private IndexNames() {}

  /** The index that finds the chunks of a row. */
  static String rowId(String target) {
    return ObjectNames.withSuffix(target, "_cqid_idx", ObjectNames.USUAL_LIMIT);
  }

  /** The index that finds near vectors. */
  static String embedding(String target) {
    return ObjectNames.withSuffix(target, "_embedding_idx", ObjectNames.USUAL_LIMIT);
  }
}
