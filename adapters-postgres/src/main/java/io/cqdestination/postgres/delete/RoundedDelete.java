package io.cqdestination.postgres.delete;

import io.cqdestination.core.migration.StoredColumn;
import io.cqdestination.core.migration.StoredTable;
import io.cqdestination.postgres.dialect.Identifiers;
import java.util.List;
import java.util.Optional;

/**
 * A deletion of many rows, some at a time, for databases that want no large transactions.
 *
 * @param firstRound deletes a few of the rows, for a transaction that many tables share; empty as
 *     {@code round} is
 * @param round deletes some of the rows, or all that are left where there are few; empty where rows
 *     cannot be told by columns
 * @param rest deletes all rows that are left
 * @param roundsReachAll whether rounds find every row
 */
record RoundedDelete(String firstRound, String round, String rest, boolean roundsReachAll) {
  /** CockroachDB's documentation of bulk deletions counts in tens of thousands. */
  static final int ROUND_ROWS = 10_000;

  static final int FIRST_ROUND_ROWS = 100;

  private static final String ID = "_cq_id";

  static RoundedDelete of(
      String schema, DeleteStatements statements, StoredTable table, Condition condition) {
    String rest = one(statements, table, condition.sql());
    List<String> identity =
        table.primaryKey() == null && table.column(ID).isPresent()
            ? List.of(ID)
            : table.keyColumns();
    if (identity.isEmpty()) {
      return new RoundedDelete("", "", rest, false);
    }
    boolean reachAll =
        identity.stream()
            .allMatch(column -> table.column(column).map(StoredColumn::notNull).orElse(false));
    return new RoundedDelete(
        one(statements, table, some(schema, table, condition, identity, FIRST_ROUND_ROWS)),
        one(statements, table, some(schema, table, condition, identity, ROUND_ROWS)),
        rest,
        reachAll);
  }

  private static String one(DeleteStatements statements, StoredTable table, String condition) {
    return statements.delete(table.name(), condition, Optional.empty()).getLast();
  }

  private static String some(
      String schema, StoredTable table, Condition condition, List<String> identity, int rows) {
    return "%1$s AND (%2$s) IN (SELECT %2$s FROM %3$s WHERE %1$s LIMIT %4$d)"
        .formatted(
            condition.sql(),
            Identifiers.list(identity),
            Identifiers.qualified(schema, table.name()),
            rows);
  }
}
