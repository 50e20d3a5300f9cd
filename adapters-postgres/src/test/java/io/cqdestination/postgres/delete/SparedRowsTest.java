package io.cqdestination.postgres.delete;

import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.core.sync.RowDeleter;
import io.cqdestination.core.sync.WriteMessage.DeleteStale;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.Table;
import io.cqdestination.core.table.TimeUnit;
import io.cqdestination.fixtures.postgres.Flavour;
import io.cqdestination.postgres.fixture.EveryFlavour;
import io.cqdestination.postgres.fixture.Records;
import io.cqdestination.postgres.fixture.StreamWriter;
import io.cqdestination.postgres.fixture.TestDatabase;
import io.cqdestination.postgres.fixture.Types;
import io.cqdestination.postgres.refused.RefusedRowTable;
import io.cqdestination.postgres.write.GroupLimits;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a refused row would have replaced is not stale. */
@EveryFlavour
@Tag("every-version")
class SparedRowsTest {
  private static final Table TABLE =
      Table.of(
          "t",
          new Column("id", Types.INT64, false, true, false),
          Column.of("_cq_id", Types.UUID),
          Column.of("_cq_source_name", Types.TEXT),
          Column.of("_cq_sync_time", Types.timestamp(TimeUnit.MICROSECOND)),
          Column.of("n", Types.INT32));
  private static final Instant YESTERDAY = Instant.parse("2026-01-31T00:00:00Z");
  private static final Instant TODAY = Instant.parse("2026-02-01T00:00:00.123456789Z");
  private static final Instant TOMORROW = Instant.parse("2026-02-02T00:00:00Z");

  private final TestDatabase database;
  private final RefusedRowTable refusedRows;

  SparedRowsTest(Flavour flavour) {
    database = TestDatabase.create(flavour);
    refusedRows = database.refusedRows(10);
    database.create(TABLE);
    database.sql().execute("ALTER TABLE t ADD CONSTRAINT small CHECK (n < 1000)");
  }

  @AfterEach
  void dropDatabase() {
    database.close();
  }

  @Test
  void onlyInTheSyncThatRefusedIt() {
    sync("a", YESTERDAY, row(1, 1), row(2, 1), row(3, 1));
    sync("b", YESTERDAY, row(4, 1), row(5, 1));

    sync("a", TODAY, row(1, 2), row(2, 1000), row(6, 1000));
    assertThat(rows()).containsExactly("1 2", "2 1", "4 1", "5 1");

    sync("b", TODAY, row(4, 2));
    assertThat(rows()).containsExactly("1 2", "2 1", "4 2");

    sync("a", TOMORROW, row(1, 3));
    assertThat(rows()).containsExactly("1 3", "4 2");
  }

  /** Writes rows, and deletes what is older. */
  @SafeVarargs
  private void sync(String source, Instant time, List<Integer>... rows) {
    long microseconds = ChronoUnit.MICROS.between(Instant.EPOCH, time);
    try (StreamWriter writer = new StreamWriter(database, GroupLimits.ORDINARY, refusedRows)) {
      List<List<@Nullable Object>> all =
          java.util.Arrays.stream(rows)
              .map(row ->
                  Records.row(
                      (long) row.getFirst(),
                      UUID.randomUUID(),
                      source,
                      microseconds,
                      row.getLast()))
              .toList();
      writer.write(Records.record(TABLE, all));
    }
    RowDeleter deleter = database.deleter(Optional.of(refusedRows));
    assertThat(deleter.delete(List.of(new DeleteStale("t", source, time)))).isEmpty();
  }

  private static List<Integer> row(int id, int n) {
    return List.of(id, n);
  }

  private List<String> rows() {
    return database.sql().rows("SELECT id, n FROM t ORDER BY id").stream()
        .map(row -> row.getFirst() + " " + row.getLast())
        .toList();
  }
}
