package io.cqdestination.jdbc;

import io.cqdestination.core.migration.StoredColumn;
import io.cqdestination.core.migration.StoredTable;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.table.Column;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Rows on their way into a table: at once where it has no key and the columns of the records, else
 * through a temporary table. Of rows with the same key the last one wins and replaces the row that
 * is there; columns that are not given keep their value.
 */
final class StagedRows {
  private static final String STAGE = "_cq_stage";

  private final StoredTable table;
  private final List<RecordBatch> records;
  private final List<String> columns;

  /**
   * @param records that have the same columns
   */
  StagedRows(StoredTable table, List<RecordBatch> records) {
    this.table = table;
    this.records = records;
    this.columns = records.getFirst().table().columns().stream().map(Column::name).toList();
  }

  /** Writes the rows inside a transaction. */
  void write(Connection session, BulkLoader loader, Dialect dialect) throws SQLException {
    List<String> all = table.columns().stream().map(StoredColumn::name).toList();
    if (table.primaryKey() == null && all.equals(columns)) {
      loader.load(session, table.name(), false, records);
      return;
    }
    Sql.execute(
        session,
        "CREATE TEMPORARY TABLE %s AS SELECT %s FROM %s LIMIT 0"
            .formatted(Sql.quoted(STAGE), Sql.quoted(columns), Sql.quoted(table.name())));
    loader.load(session, STAGE, true, records);
    Sql.execute(session, table.primaryKey() == null ? insert() : upsert(dialect.rowOrder()));
    Sql.execute(session, "DROP TABLE " + Sql.quoted(STAGE));
  }

  private String insert() {
    String names = Sql.quoted(columns);
    return "INSERT INTO %s (%s) SELECT %s FROM %s"
        .formatted(Sql.quoted(table.name()), names, names, Sql.quoted(STAGE));
  }

  private String upsert(String rowOrder) {
    String names = Sql.quoted(columns);
    String key = Sql.quoted(table.keyColumns());
    String updates =
        columns.stream()
            .filter(column -> !table.keyColumns().contains(column))
            .map(Sql::quoted)
            .map(column -> "%s = excluded.%s".formatted(column, column))
            .collect(Collectors.joining(", "));
    return """
    INSERT INTO %s (%s) SELECT %s FROM (
      SELECT %s, row_number() OVER (PARTITION BY %s ORDER BY %s DESC) AS "_cq_number" FROM %s) x
    WHERE "_cq_number" = 1 ON CONFLICT (%s) DO %s\
    """
        .formatted(
            Sql.quoted(table.name()),
            names,
            names,
            names,
            key,
            rowOrder,
            Sql.quoted(STAGE),
            key,
            updates.isEmpty() ? "NOTHING" : "UPDATE SET " + updates);
  }
}
