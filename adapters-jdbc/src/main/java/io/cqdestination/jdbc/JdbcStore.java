package io.cqdestination.jdbc;

import io.cqdestination.core.batching.BatchStore;
import io.cqdestination.core.batching.HeldBatch;
import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.core.migration.StoredTable;
import io.cqdestination.core.record.RecordBatch;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes batches in transactions of a database. Thread-safe. */
final class JdbcStore implements BatchStore {
  private final JdbcDatabase database;
  private final BulkLoader loader;

  JdbcStore(JdbcDatabase database, BulkLoader loader) {
    this.database = database;
    this.loader = loader;
  }

  @Override
  public void write(List<HeldBatch> batches) {
    database.write(subject(batches), session -> write(session, batches));
  }

  @Override
  public Optional<Rehearsal> rehearsal() {
    return Optional.of(batch ->
        database.rehearse(subject(List.of(batch)), session -> write(session, List.of(batch))));
  }

  private List<HeldBatch> write(Connection session, List<HeldBatch> batches) throws SQLException {
    Map<String, StoredTable> tables = JdbcTables.find(session, names(batches));
    for (HeldBatch batch : batches) {
      StoredTable table = tables.get(batch.tableName());
      if (table == null) {
        throw new DatabaseRefused(
            "table %s is not in the database".formatted(batch.tableName()), null);
      }
      for (List<RecordBatch> records : batch.segments()) {
        new StagedRows(table, records).write(session, loader, database.dialect());
      }
    }
    return batches;
  }

  private static String subject(List<HeldBatch> batches) {
    return "table " + String.join(", ", names(batches));
  }

  private static List<String> names(List<HeldBatch> batches) {
    return batches.stream().map(HeldBatch::tableName).toList();
  }
}
