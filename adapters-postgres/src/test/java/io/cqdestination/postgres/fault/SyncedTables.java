package io.cqdestination.postgres.fault;

import io.cqdestination.core.sync.WriteMessage;
import io.cqdestination.core.sync.WriteMessage.DeleteRecord;
import io.cqdestination.core.sync.WriteMessage.DeleteStale;
import io.cqdestination.core.sync.WriteMessage.Predicate;
import io.cqdestination.core.sync.WriteMessage.PredicateGroup;
import io.cqdestination.core.sync.WriteMessage.TableRelation;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.Table;
import io.cqdestination.core.table.TimeUnit;
import io.cqdestination.postgres.fixture.Records;
import io.cqdestination.postgres.fixture.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Tables as sources have them, one above the other, and messages for them. */
final class SyncedTables {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final String SOURCE = "src";

  static final Table PARENT = table("parent");
  static final Table CHILD = table("child");

  /** A table without a key. */
  static final Table LOG =
      Table.of("log", Column.of("id", Types.INT64), Column.of("value", Types.INT64));

  /** Rows of a parent without a value. */
  private static final Table NARROW_PARENT =
      Table.of(
          PARENT.name(),
          PARENT.columns().stream()
              .filter(column -> !column.name().equals("value"))
              .toArray(Column[]::new));

  private SyncedTables() {}

  private static Table table(String name) {
    return Table.of(
        name,
        Column.of("_cq_source_name", Types.TEXT),
        Column.of("_cq_sync_time", new ColumnType.TimestampType(TimeUnit.MICROSECOND, "UTC")),
        Column.of("_cq_id", Types.UUID),
        Column.of("_cq_parent_id", Types.UUID),
        new Column("id", Types.INT64, true, true, false),
        Column.of("value", Types.INT64));
  }

  private static Instant time(long sync) {
    return START.plus(Duration.ofDays(sync));
  }

  private static long micros(long sync) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time(sync));
  }

  /**
   * A row.
   *
   * @param parent the id of the row above
   */
  static WriteMessage insert(Table table, long sync, long id, long parent, long value) {
    return new WriteMessage.InsertRecord(
        Records.record(
            table,
            Records.row(SOURCE, micros(sync), new UUID(0, id), new UUID(0, parent), id, value)));
  }

  /** A row of the parent that says nothing of the value. */
  static WriteMessage insertNarrow(long sync, long id, long parent) {
    return new WriteMessage.InsertRecord(
        Records.record(
            NARROW_PARENT,
            Records.row(SOURCE, micros(sync), new UUID(0, id), new UUID(0, parent), id)));
  }

  static WriteMessage log(long id, long value) {
    return new WriteMessage.InsertRecord(Records.record(LOG, Records.row(id, value)));
  }

  static WriteMessage deleteStale(Table table, long sync) {
    return new DeleteStale(table.name(), SOURCE, time(sync));
  }

  /** Deletes a row of the parent and those below it. */
  static WriteMessage deleteParent(long id) {
    Column column = new Column("id", Types.INT64, true, true, false);
    Predicate same =
        new Predicate("id", Records.record(Table.of("value", column), Records.row(id)));
    return new DeleteRecord(
        "parent",
        List.of(new PredicateGroup(false, List.of(same))),
        List.of(new TableRelation("child", "parent")));
  }

  /** Messages of every kind in any order, of one sync. */
  static List<WriteMessage> random(Random random, int messages, long sync) {
    List<WriteMessage> all = new ArrayList<>();
    for (int i = 0; i < messages; i++) {
      long id = 1 + random.nextInt(8);
      all.add(
          switch (random.nextInt(12)) {
            case 0 -> deleteParent(id);
            case 1 -> deleteStale(random.nextBoolean() ? PARENT : CHILD, sync - random.nextInt(2));
            case 2, 3 -> insertNarrow(sync, id, i);
            case 4, 5 -> log(id, i);
            case 6, 7, 8 -> insert(CHILD, sync, id, 1 + random.nextInt(8), i);
            default -> insert(PARENT, sync, id, 0, i);
          });
    }
    return all;
  }
}
