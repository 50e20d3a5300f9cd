package io.cqdestination.postgres.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.Table;
import io.cqdestination.fixtures.postgres.CockroachDisguise;
import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.Flavour;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.fixtures.proxy.FaultProxy;
import io.cqdestination.postgres.fixture.Records;
import io.cqdestination.postgres.fixture.StreamWriter;
import io.cqdestination.postgres.fixture.TestDatabase;
import io.cqdestination.postgres.fixture.Types;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows get into a database that says it is CockroachDB and fails as CockroachDB does. */
class CockroachWriteTest {
  private static final Table APPENDED =
      Table.of("t", Column.of("_cq_id", Types.UUID), Column.of("v", Types.TEXT));
  private static final Table KEYED =
      Table.of("t", new Column("k", Types.INT64, false, true, false), Column.of("v", Types.TEXT));

  private final TestDatabase database = TestDatabase.create(Flavour.COCKROACH);
  private final Database sql = database.sql();

  @AfterEach
  void dropDatabase() {
    database.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void appendsWithAndWithoutTheRightToCopy(boolean refused) {
    database.create(APPENDED);
    if (refused) {
      CockroachDisguise.refuseCopy(sql, "t");
    }
    try (StreamWriter writer = new StreamWriter(database)) {
      writer.write(appended(0, 2_500));
      writer.write(appended(2_500, 100));
    }

    assertThat(sql.value("SELECT count(DISTINCT _cq_id) || ' of ' || count(*) FROM t"))
        .isEqualTo("2600 of 2600");
  }

  @Test
  void theLastRowOfAKeyWins() {
    database.create(KEYED);
    sql.execute("INSERT INTO t VALUES (1, 'old'), (9, 'left')");
    try (StreamWriter writer = new StreamWriter(database)) {
      writer.write(keyed(1, 3_000, "first"), keyed(1, 2, "last"));
      writer.write(keyed(2, 1, "again"));
    }

    assertThat(sql.rows("SELECT v, count(*) FROM t GROUP BY v ORDER BY v"))
        .containsExactly(List.of("again", "1"), List.of("first", "2998"), List.of("last", "1"));
  }

  @Test
  void theServerFindsTheLastRowOfKeysThatAreEqualWithoutBeingAlike() {
    Table table =
        Table.of(
            "t", new Column("k", Types.FLOAT64, false, true, false), Column.of("v", Types.TEXT));
    database.create(table);
    try (StreamWriter writer = new StreamWriter(database)) {
      writer.write(
          Records.record(
              table,
              Records.row(0.0, "first"),
              Records.row(1.5, "other"),
              Records.row(-0.0, "last")));
    }

    assertThat(sql.rows("SELECT v FROM t ORDER BY v"))
        .containsExactly(List.of("last"), List.of("other"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"40001", "40003", "57P01"})
  void statementsThatFailAreRepeatedWithTheirTransaction(String sqlState) {
    database.create(KEYED);
    CockroachDisguise.failWrites(sql, "t", sqlState, 2);
    try (StreamWriter writer = new StreamWriter(database)) {
      writer.write(keyed(1, 10, "v"));
    }

    assertThat(sql.value("SELECT count(*) FROM t")).isEqualTo("10");
  }

  @ParameterizedTest
  @CsvSource({"40001, true", "40001, false", "40003, true", "40003, false", "57P01, false"})
  void commitsThatFailAreRepeatedOrSettled(String sqlState, boolean keyed) {
    database.create(keyed ? KEYED : APPENDED);
    CockroachDisguise.failCommits(sql, "t", sqlState, 2);
    try (StreamWriter writer = new StreamWriter(database)) {
      writer.write(keyed ? keyed(1, 10, "v") : appended(0, 10));
    }

    assertThat(sql.value("SELECT count(*) FROM t")).isEqualTo("10");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void appendedRowsArriveOnceWhenTheAnswerToCommitIsLost(boolean committed) {
    database.create(APPENDED);
    try (FaultProxy proxy = FaultProxy.to(PostgresServer.shared());
        StreamWriter writer = writerThrough(proxy)) {
      if (committed) {
        proxy.cutAfter("COMMIT");
      } else {
        proxy.cutBefore("COMMIT");
      }
      writer.write(appended(0, 1_500));
      assertThat(proxy.faults()).isEqualTo(1);
    }

    assertThat(sql.value("SELECT count(*) FROM t")).isEqualTo("1500");
  }

  @Test
  void theIdOfAnEarlierSyncDoesNotCount() {
    Table table =
        Table.of(
            "t",
            Column.of("_cq_id", Types.UUID),
            Column.of(
                "_cq_sync_time",
                Types.timestamp(io.cqdestination.core.table.TimeUnit.MICROSECOND)));
    database.create(table);
    String id = new UUID(7, 7).toString();
    sql.execute("INSERT INTO t VALUES ('%s', '2000-01-01')".formatted(id));
    try (FaultProxy proxy = FaultProxy.to(PostgresServer.shared());
        StreamWriter writer = writerThrough(proxy)) {
      proxy.cutBefore("COMMIT");
      writer.write(Records.record(table, Records.row(new UUID(7, 7), 1_000_000L)));
    }

    assertThat(sql.value("SELECT count(*) FROM t")).isEqualTo("2");
  }

  @Test
  void withoutRowIdsTheOutcomeOfALostCommitIsUnknown() {
    Table table = Table.of("t", Column.of("v", Types.TEXT));
    database.create(table);
    try (FaultProxy proxy = FaultProxy.to(PostgresServer.shared());
        StreamWriter writer = writerThrough(proxy)) {
      proxy.cutAfter("COMMIT");
      DestinationException failure =
          StreamWriter.failure(writer.commit(Records.record(table, Records.row("x"))));

      assertThat(failure)
          .isInstanceOf(DatabaseRefused.class)
          .hasMessageContainingAll("table t", "COMMIT", "cannot be found out", "_cq_id");
    }
  }

  @Test
  void rowsLargerThanAStatementMayBeGoByThemselves() {
    database.create(KEYED);
    String large = "\\\"'x".repeat(300_000);
    try (StreamWriter writer = new StreamWriter(database)) {
      writer.write(
          Records.record(
              KEYED, Records.row(1L, "a"), Records.row(2L, large), Records.row(3L, "b")));
    }

    assertThat(sql.rows("SELECT k, length(v) FROM t ORDER BY k"))
        .containsExactly(List.of("1", "1"), List.of("2", "1200000"), List.of("3", "1"));
  }

  private StreamWriter writerThrough(FaultProxy proxy) {
    return new StreamWriter(
        database, () -> DriverManager.getConnection(sql.jdbcUrl(proxy.port())), StreamWriter.LIMIT);
  }

  private static RecordBatch appended(int from, int count) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    IntStream.range(from, from + count)
        .forEach(i -> rows.add(Records.row(new UUID(1, i), "tab\there, \\N, \"{" + i)));
    return Records.record(APPENDED, rows);
  }

  private static RecordBatch keyed(long from, int count, String value) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (long key = from; key < from + count; key++) {
      rows.add(Records.row(key, value));
    }
    return Records.record(KEYED, rows);
  }
}
