package io.cqdestination.core.sync;

import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.migration.MigrationMode;
import io.cqdestination.core.migration.TableMigration;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tables in memory, with the effect that each message has by itself. Thread-safe. */
public final class MemoryDatabase implements RowDeleter, TableMigrator {
  private record StoredTable(
      boolean keyed, Set<String> columns, List<Map<String, @Nullable Object>> rows) {}

  private final Map<String, StoredTable> tables = new TreeMap<>();

  /** The effect of one message after the other: what any way of grouping them has to reach. */
  void apply(WriteMessage message) {
    switch (message) {
      case WriteMessage.MigrateTable migrate -> migrate(List.of(migrate));
      case WriteMessage.InsertRecord(RecordBatch batch) ->
          insert(batch.table().name(), SampleRows.rows(batch, 0, batch.rowCount()));
      case WriteMessage.Deletion deletion -> delete(deletion);
    }
  }

  @Override
  public Optional<Refusal> delete(List<WriteMessage.Deletion> deletions) {
    for (int i = 0; i < deletions.size(); i++) {
      try {
        delete(deletions.get(i));
      } catch (DestinationException refused) {
        return Optional.of(new Refusal(i, refused));
      }
    }
    return Optional.empty();
  }

  private void delete(WriteMessage.Deletion deletion) {
    switch (deletion) {
      case WriteMessage.DeleteStale delete -> deleteStale(delete);
      case WriteMessage.DeleteRecord delete -> deleteRecord(delete);
    }
  }

  /** Tables, their columns and their rows. */
  public synchronized Map<String, List<Map<String, @Nullable Object>>> content() {
    Map<String, List<Map<String, @Nullable Object>>> content = new TreeMap<>();
    tables.forEach((name, table) -> content.put(name, List.copyOf(table.rows())));
    return content;
  }

  public synchronized List<Map<String, @Nullable Object>> rows(String tableName) {
    return List.copyOf(stored(tableName).rows());
  }

  synchronized Set<String> columns(String tableName) {
    return Set.copyOf(stored(tableName).columns());
  }

  @Override
  public synchronized List<TableMigration> migrate(List<WriteMessage.MigrateTable> messages) {
    for (WriteMessage.MigrateTable message : messages) {
      if (message.table().name().startsWith("refused")) {
        throw new DestinationException.RefusedMigration("refused as asked for");
      }
    }
    messages.forEach(this::migrate);
    return List.of();
  }

  private void migrate(WriteMessage.MigrateTable message) {
    Table wanted = message.table();
    StoredTable table = tables.get(wanted.name());
    if (table == null || message.mode() == MigrationMode.FORCED) {
      boolean keyed = !wanted.primaryKey().isEmpty();
      table = new StoredTable(keyed, new LinkedHashSet<>(), new ArrayList<>());
      tables.put(wanted.name(), table);
    }
    table.columns().addAll(wanted.columns().stream().map(Column::name).toList());
  }

  /** Adds rows, or replaces those with the same id. */
  synchronized void insert(String tableName, List<Map<String, @Nullable Object>> rows) {
    StoredTable table = stored(tableName);
    for (Map<String, @Nullable Object> row : rows) {
      if (!table.columns().containsAll(row.keySet())) {
        throw new DestinationException.DatabaseRefused("table lacks columns of " + row, null);
      }
      Map<String, @Nullable Object> merged = new LinkedHashMap<>(row);
      int place = table.keyed() ? placeOf(table, row) : -1;
      if (place < 0) {
        table.rows().add(merged);
      } else {
        table.rows().set(place, merged);
      }
    }
  }

  private static int placeOf(StoredTable table, Map<String, @Nullable Object> row) {
    for (int i = 0; i < table.rows().size(); i++) {
      if (Objects.equals(table.rows().get(i).get("id"), row.get("id"))) {
        return i;
      }
    }
    return -1;
  }

  /** What the deletions would take. */
  synchronized List<StaleRowCounter.Count> count(List<WriteMessage.DeleteStale> deletions) {
    return deletions.stream()
        .map(message -> {
          List<Map<String, @Nullable Object>> all =
              stored(message.tableName()).rows().stream()
                  .filter(row -> message.sourceName().equals(row.get("source")))
                  .toList();
          return new StaleRowCounter.Count(
              all.stream().filter(row -> isStale(row, message)).count(), all.size());
        })
        .toList();
  }

  private static boolean isStale(
      Map<String, @Nullable Object> row, WriteMessage.DeleteStale message) {
    return message.sourceName().equals(row.get("source"))
        && Long.parseLong((String) Objects.requireNonNull(row.get("time")))
            < message.syncTime().getEpochSecond();
  }

  /** The rows of the source whose {@code time}, a number as text, is before the sync's second. */
  private synchronized void deleteStale(WriteMessage.DeleteStale message) {
    stored(message.tableName()).rows().removeIf(row -> isStale(row, message));
  }

  /** The rows that equal the only predicate of the only group. */
  private synchronized void deleteRecord(WriteMessage.DeleteRecord message) {
    WriteMessage.Predicate predicate = message.where().getFirst().predicates().getFirst();
    Object value = SampleRows.rows(predicate.value(), 0, 1).getFirst().values().iterator().next();
    stored(message.tableName())
        .rows()
        .removeIf(row -> Objects.equals(row.get(predicate.columnName()), value));
  }

  private StoredTable stored(String tableName) {
    StoredTable table = tables.get(tableName);
    if (table == null) {
      throw new DestinationException.DatabaseRefused("table " + tableName + " not found", null);
    }
    return table;
  }
}
