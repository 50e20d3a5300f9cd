package io.cqdestination.postgres.write;

import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.Table;
import io.cqdestination.core.table.TimeUnit;
import io.cqdestination.postgres.fixture.Records;
import io.cqdestination.postgres.fixture.TestDatabase;
import io.cqdestination.postgres.fixture.Types;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * A table as sources have them, whose rows are refused where n is {@link #BAD}.
 *
 * @param keyed whether id is its key
 */
record RefusableTable(String name, boolean keyed) {
  static final int BAD = 1_000;
  static final String SOURCE = "source";
  static final Instant SYNC = Instant.parse("2026-02-01T00:00:00.123456Z");

  Table table() {
    return table(Types.INT64);
  }

  Table table(ColumnType idType) {
    return Table.of(
        name,
        new Column("id", idType, !keyed, keyed, false),
        new Column("_cq_id", Types.UUID, false, false, false),
        Column.of("_cq_source_name", Types.TEXT),
        Column.of("_cq_sync_time", Types.timestamp(TimeUnit.MICROSECOND)),
        Column.of("n", Types.INT32),
        Column.of("address", Types.INET));
  }

  /** Makes the table, with what refuses rows. */
  void create(TestDatabase database) {
    database.create(table());
    database.sql().execute("ALTER TABLE %s ADD CONSTRAINT small CHECK (n < 1000)".formatted(name));
  }

  /** A row of this sync. */
  static List<@Nullable Object> row(Object id, @Nullable Integer n) {
    return row(id, n, "10.0.0.1", SYNC);
  }

  static List<@Nullable Object> row(
      Object id, @Nullable Integer n, String address, Instant syncTime) {
    return Records.row(
        id,
        new UUID(syncTime.getEpochSecond(), id.hashCode()),
        SOURCE,
        ChronoUnit.MICROS.between(Instant.EPOCH, syncTime),
        n,
        address);
  }

  /** Rows with ids from 0 on, those with some ids bad. */
  RecordBatch rows(int count, List<Long> bad) {
    return Records.record(
        table(),
        LongStream.range(0, count).mapToObj(id -> row(id, bad.contains(id) ? BAD : 1)).toList());
  }

  /** The ids of the rows that were set aside, in order. */
  List<Long> noted(TestDatabase database) {
    return numbers(
        database,
        "SELECT CAST(content->>'id' AS bigint) FROM _cq_refused_rows WHERE table_name = '%s' ORDER BY 1");
  }

  /** The ids of the rows that are there, in order. */
  List<Long> written(TestDatabase database) {
    return numbers(database, "SELECT id FROM %s ORDER BY 1");
  }

  private List<Long> numbers(TestDatabase database, String query) {
    return database.sql().rows(query.formatted(name)).stream()
        .map(row -> Long.valueOf(String.valueOf(row.getFirst())))
        .toList();
  }
}
