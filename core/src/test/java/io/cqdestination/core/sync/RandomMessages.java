package io.cqdestination.core.sync;

import io.cqdestination.core.migration.MigrationMode;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType.IntegerType;
import io.cqdestination.core.table.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Messages in any order over a few tables, some keyed, each valid where it stands. */
final class RandomMessages {
  private static final List<String> TABLES = List.of("keyed_a", "keyed_b", "log_a", "log_b");
  private static final List<String> FIRST_COLUMNS = List.of("source", "time", "note");

  private final Random random;
  private final Map<String, List<String>> columns = new HashMap<>();

  RandomMessages(Random random) {
    this.random = random;
  }

  WriteMessage next() {
    String tableName = TABLES.get(random.nextInt(TABLES.size()));
    if (!columns.containsKey(tableName) || random.nextInt(12) == 0) {
      return migration(tableName);
    }
    return switch (random.nextInt(12)) {
      case 0 -> new WriteMessage.DeleteStale(tableName, source(), time());
      case 1 -> deletion(tableName);
      default -> new WriteMessage.InsertRecord(record(tableName));
    };
  }

  private WriteMessage migration(String tableName) {
    List<String> wanted = new ArrayList<>(columns.getOrDefault(tableName, FIRST_COLUMNS));
    boolean forced = random.nextInt(4) == 0;
    if (random.nextBoolean()) {
      wanted.add("extra_" + wanted.size());
    }
    columns.put(tableName, wanted);
    return new WriteMessage.MigrateTable(
        table(tableName, wanted), forced ? MigrationMode.FORCED : MigrationMode.SAFE);
  }

  private WriteMessage deletion(String tableName) {
    Table value = Table.of("", Column.of("id", new IntegerType(64, true)));
    RecordBatch record = SampleRows.record(value, List.of(Map.of("id", id())));
    return new WriteMessage.DeleteRecord(
        tableName,
        List.of(
            new WriteMessage.PredicateGroup(
                false, List.of(new WriteMessage.Predicate("id", record)))),
        List.of());
  }

  /** Sometimes with the columns the table had before its last migrations. */
  private RecordBatch record(String tableName) {
    List<String> all = columns.getOrDefault(tableName, FIRST_COLUMNS);
    int count = random.nextInt(4) == 0 ? FIRST_COLUMNS.size() : all.size();
    Table table = table(tableName, all.subList(0, count));
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    int rowCount = random.nextInt(10) == 0 ? random.nextInt(60) : random.nextInt(6);
    for (int i = 0; i < rowCount; i++) {
      rows.add(row(table));
    }
    return SampleRows.record(table, rows);
  }

  private Map<String, @Nullable Object> row(Table table) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    for (Column column : table.columns()) {
      row.put(
          column.name(),
          switch (column.name()) {
            case "id" -> (Object) id();
            case "source" -> source();
            case "time" -> Long.toString(time().getEpochSecond());
            default -> random.nextInt(5) == 0 ? null : text();
          });
    }
    return row;
  }

  private String text() {
    int length = random.nextInt(8) == 0 ? random.nextInt(300) : random.nextInt(6);
    return "x".repeat(length) + random.nextInt(1000);
  }

  private long id() {
    return random.nextInt(30);
  }

  private String source() {
    return random.nextBoolean() ? "one" : "two";
  }

  private Instant time() {
    return Instant.ofEpochSecond(random.nextInt(20));
  }

  private static Table table(String name, List<String> texts) {
    return SampleRows.table(name, name.startsWith("keyed"), texts);
  }
}
