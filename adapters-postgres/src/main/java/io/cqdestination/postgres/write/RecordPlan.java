package io.cqdestination.postgres.write;

import io.cqdestination.postgres.copy.LastRowWins;
import io.cqdestination.postgres.copy.RowEncoder;
import io.cqdestination.postgres.copy.RowKeys;

/**
 * How records of one schema get into one table. Thread-safe.
 *
 * @param keyFields for each column whether it is part of the key
 * @param sameTypes whether the table's columns have the types the rows are encoded as, so that COPY
 *     can go straight in
 */
record RecordPlan(
    WriteStatements statements, RowEncoder encoder, boolean[] keyFields, boolean sameTypes) {

  boolean hasKey() {
    return !statements.keys().isEmpty();
  }

  /** The fields of the rows. */
  RowLayout layout() {
    return new RowLayout(statements.columns(), statements.types(), statements.keys());
  }

  /** A new index for the keys of one batch. */
  RowKeys newKeys() {
    return hasKey() ? new LastRowWins(keyFields) : RowKeys.NONE;
  }
}
