package io.cqdestination.jdbc;

import io.cqdestination.core.batching.BatchStore;
import io.cqdestination.core.batching.HeldBatch;
import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.core.migration.StoredTable;
import io.cqdestination.core.record.RecordBatch;
import java.util.List;
import java.util.Map;

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
    List<String> names = batches.stream().map(HeldBatch::tableName).toList();
    database.transaction(
        "table " + String.join(", ", names),
        session -> {
          Map<String, StoredTable> tables = JdbcTables.find(session, names);
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
        });
  }
}
