package io.cqdestination.jdbc;

import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.core.migration.StoredColumn;
import io.cqdestination.core.migration.StoredTable;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * Rows on their way into a table: at once where the records have no key and the table's columns,
 * else through a temporary table. Of rows with the same key the last one wins and replaces the row
 * that is there; columns that are not given keep their value.
 */
final class StagedRows {
  private static final String STAGE = "_cq_stage";
  private static final String NUMBER = "_cq_number";

  private final Dialect dialect;
  private final StoredTable table;
  private final List<RecordBatch> records;
  private final List<String> columns;
  private final List<String> key;

  /**
   * @param records that have the same columns and the same key
   */
  StagedRows(Dialect dialect, StoredTable table, List<RecordBatch> records) {
    this.dialect = dialect;
    this.table = table;
    this.records = records;
    Table described = records.getFirst().table();
    this.columns = described.columns().stream().map(Column::name).toList();
    this.key = described.primaryKey().stream().map(Column::name).toList();
  }

  /**
   * Writes the rows inside a transaction.
   *
   * @throws DatabaseRefused when they have a key that is not the table's
   */
  void write(Connection session, BulkLoader loader) throws SQLException {
    requireKey();
    List<String> all = table.columns().stream().map(StoredColumn::name).toList();
    if (key.isEmpty() && all.equals(columns)) {
      loader.load(session, table.name(), false, records);
      return;
    }
    String names = dialect.quoted(columns);
    String target = dialect.quoted(table.name());
    String stage = dialect.quoted(STAGE);
    Sql.execute(
        session,
        "CREATE TEMPORARY TABLE %s AS SELECT %s FROM %s WHERE 1 = 0"
            .formatted(stage, names, target));
    loader.load(session, STAGE, true, records);
    Sql.execute(
        session,
        key.isEmpty()
            ? "INSERT INTO %s (%s) SELECT %s FROM %s".formatted(target, names, names, stage)
            : dialect.upsert(table.name(), columns, key, lastOfEachKey()));
    Sql.execute(session, "DROP TABLE " + stage);
  }

  /** Where the table has another key, or none, rows would meet no others and be doubled. */
  private void requireKey() {
    List<String> found = table.keyColumns();
    if (key.isEmpty() || Set.copyOf(key).equals(Set.copyOf(found))) {
      return;
    }
    throw new DatabaseRefused(
        "table %s: rows replace those of the same key %s, which is not the table's primary key; it has %s"
            .formatted(table.name(), list(key), found.isEmpty() ? "none" : list(found)),
        null);
  }

  private static String list(List<String> columns) {
    return "(" + String.join(", ", columns) + ")";
  }

  private String lastOfEachKey() {
    String names = dialect.quoted(columns);
    String number = dialect.quoted(NUMBER);
    return """
    SELECT %s FROM (
      SELECT %s, row_number() OVER (PARTITION BY %s ORDER BY %s DESC) AS %s FROM %s) x
    WHERE %s = 1\
    """
        .formatted(
            names,
            names,
            dialect.quoted(key),
            dialect.rowOrder(),
            number,
            dialect.quoted(STAGE),
            number);
  }
}
