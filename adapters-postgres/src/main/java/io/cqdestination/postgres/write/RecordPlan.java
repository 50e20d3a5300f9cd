package io.cqdestination.postgres.write;

import io.cqdestination.postgres.copy.LastRowWins;
import io.cqdestination.postgres.copy.RowEncoder;
import io.cqdestination.postgres.copy.RowKeys;
import io.cqdestination.postgres.history.VersionStatements;
import java.util.Optional;

/**
 * How records of one schema get into one table. Thread-safe.
 *
 * @param keyFields for each column whether it is part of the key
 * @param sameTypes whether the table's columns have the types the rows are encoded as, so that COPY
 *     can go straight in
 * @param versions keep the history of the rows; empty where none is kept
 */
record RecordPlan(
    WriteStatements statements,
    RowEncoder encoder,
    boolean[] keyFields,
    boolean sameTypes,
    Optional<VersionStatements> versions) {

  boolean hasKey() {
    return !statements.keys().isEmpty();
  }

  /**
   * Whether rows of one key are all kept, so that the order in which they are written is what tells
   * the last one.
   */
  boolean keepsOrder() {
    return !hasKey() && hasKeyFields();
  }

  private boolean hasKeyFields() {
    for (boolean field : keyFields) {
      if (field) {
        return true;
      }
    }
    return false;
  }

  /**
   * The statement that brings the history up to rows that were staged; empty where none is kept.
   *
   * @param stage a table, or a query in brackets with a name
   */
  Optional<String> versionsFromStage(String stage) {
    return versions.map(kept -> kept.forKeys(statements.keysFromStage(stage)));
  }

  /** The fields of the rows. */
  RowLayout layout() {
    return new RowLayout(statements.columns(), statements.types(), statements.keys());
  }

  /** A new index for the keys of one batch. */
  RowKeys newKeys() {
    return hasKeyFields() ? new LastRowWins(keyFields) : RowKeys.NONE;
  }
}
