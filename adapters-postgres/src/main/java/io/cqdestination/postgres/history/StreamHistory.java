package io.cqdestination.postgres.history;

import io.cqdestination.core.migration.StoredTable;
import io.cqdestination.core.record.ColumnView;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType.TimestampType;
import io.cqdestination.postgres.catalog.TableCatalog;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one stream knows of histories: which there are, and when its sync began. Thread-safe. */
public final class StreamHistory {
  private final TableCatalog catalog;
  private final Map<String, Optional<HistoryTable>> known = new HashMap<>();
  private @Nullable Instant newest;

  public StreamHistory(TableCatalog catalog) {
    this.catalog = catalog;
  }

  /** Tables may have changed: what was found out is forgotten. */
  public synchronized void forget() {
    known.clear();
  }

  /**
   * Looks up the histories of tables that are not known, all together.
   *
   * @param tables the database's names
   * @throws io.cqdestination.core.failure.DestinationException when the database cannot be asked
   */
  synchronized void expect(Collection<String> tables) {
    Set<String> names = new HashSet<>();
    tables.stream()
        .filter(table -> !known.containsKey(table))
        .map(HistoryTable::nameFor)
        .forEach(names::add);
    Map<String, StoredTable> found = TableCatalog.definitions(catalog.describeSoon(names));
    for (String table : tables) {
      found(table, found.get(HistoryTable.nameFor(table)));
    }
  }

  /**
   * The history of a table was looked up.
   *
   * @param history null where there is none
   * @return what it is
   */
  public synchronized Optional<HistoryTable> found(String table, @Nullable StoredTable history) {
    return known.computeIfAbsent(
        table, _ -> Optional.ofNullable(history).flatMap(HistoryTable::of));
  }

  /** The history of a table; empty where it has none, or none that was looked up. */
  synchronized Optional<HistoryTable> of(String table) {
    return known.getOrDefault(table, Optional.empty());
  }

  /** Rows came: those of one record are of one sync. */
  public void saw(RecordBatch rows) {
    List<Column> columns = rows.table().columns();
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(HistoryTable.SYNC_TIME)
          && columns.get(i).type() instanceof TimestampType time
          && rows.rowCount() > 0) {
        ColumnView column = rows.columns().get(i);
        if (!column.isNull(0)) {
          long count = column.longValue(0);
          saw(Instant.ofEpochSecond(time.unit().seconds(count), time.unit().nanoseconds(count)));
        }
      }
    }
  }

  private synchronized void saw(Instant time) {
    if (newest == null || time.isAfter(newest)) {
      newest = time;
    }
  }

  /** The time of the newest sync whose rows came; empty where none did. */
  synchronized Optional<Instant> time() {
    return Optional.ofNullable(newest);
  }
}
