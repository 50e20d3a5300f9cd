package io.cqdestination.core.sync;

import io.cqdestination.core.migration.TableMigration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a stream has committed so far. Thread-safe. */
public final class SyncTotals {

  /** A copy of the counts at one moment; bytes as sent to the database. */
  public record Snapshot(int tables, long rows, long bytes, long batches) {}

  /**
   * The counts of one table.
   *
   * @param writing the time its batches took together, from handing over to commit; they overlap
   */
  record TableTotals(long rows, long bytes, long batches, Duration writing) {
    private static final TableTotals NONE = new TableTotals(0, 0, 0, Duration.ZERO);

    private TableTotals plus(TableTotals other) {
      return new TableTotals(
          rows + other.rows,
          bytes + other.bytes,
          batches + other.batches,
          writing.plus(other.writing));
    }
  }

  private final Map<String, TableTotals> tables = new TreeMap<>();
  private final Map<String, Long> steps = new HashMap<>();
  private final List<TableMigration> changedTables = new ArrayList<>();
  private TableTotals all = TableTotals.NONE;

  synchronized void committed(String tableName, long rows, long bytes, Duration latency) {
    TableTotals batch = new TableTotals(rows, bytes, 1, latency);
    tables.merge(tableName, batch, TableTotals::plus);
    all = all.plus(batch);
  }

  /** Migrations or deletions took effect. */
  synchronized void done(String step, long times) {
    steps.merge(step, times, Long::sum);
  }

  synchronized void changed(List<TableMigration> migrations) {
    changedTables.addAll(migrations);
  }

  /** What was done to the tables that were made or changed, in that order. */
  public synchronized List<TableMigration> changedTables() {
    return List.copyOf(changedTables);
  }

  synchronized long count(String step) {
    return steps.getOrDefault(step, 0L);
  }

  /** Whether rows of a table are committed. */
  synchronized boolean hasRowsOf(String tableName) {
    return tables.getOrDefault(tableName, TableTotals.NONE).rows() > 0;
  }

  /** A copy, sorted by the tables' names. */
  synchronized Map<String, TableTotals> byTable() {
    return new TreeMap<>(tables);
  }

  public synchronized Snapshot snapshot() {
    return new Snapshot(tables.size(), all.rows(), all.bytes(), all.batches());
  }
}
