package io.cqdestination.postgres.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.core.batching.BatchLimits;
import io.cqdestination.core.migration.MigrationMode;
import io.cqdestination.core.sync.FailurePolicy;
import io.cqdestination.core.sync.SyncSession;
import io.cqdestination.core.sync.WriteMessage.DeleteStale;
import io.cqdestination.core.sync.WriteMessage.MigrateTable;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.Table;
import io.cqdestination.core.table.TimeUnit;
import io.cqdestination.fixtures.postgres.PostgresOptions;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.fixtures.postgres.PostgresVersion;
import io.cqdestination.postgres.fixture.Records;
import io.cqdestination.postgres.fixture.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a sync of many small tables costs a line and a server, however many they are. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InventoryTrafficTest {
  private static final BatchLimits LIMITS =
      new BatchLimits(10_000, 4 << 20, FaultWorld.LIMIT, 20 << 20);

  /** The driver waits once for so many statements that it has sent. */
  private static final int STATEMENTS_A_WAIT = 256;

  private record Traffic(long transactions, long rollbacks, long roundTrips) {}

  @Test
  void itDoesNotGrowWithTheTables() throws Exception {
    List<Traffic> few = syncs(20, FaultWorld::withoutInquiries);
    List<Traffic> many = syncs(200, FaultWorld::withoutInquiries);

    assertThat(many)
        .extracting(Traffic::transactions)
        .isEqualTo(few.stream().map(Traffic::transactions).toList());
    assertThat(many).extracting(Traffic::rollbacks).containsOnly(0L);
    int statementsOfAMigration = 3 * 200;
    assertThat(many.getFirst().roundTrips())
        .isLessThanOrEqualTo(
            few.getFirst().roundTrips() + statementsOfAMigration / STATEMENTS_A_WAIT + 1);
    assertThat(many.getLast().roundTrips()).isEqualTo(few.getLast().roundTrips());
    assertThat(many.getLast().roundTrips())
        .as("look-up, rows with their COMMIT, deletions with theirs; the connection before")
        .isLessThanOrEqualTo(5);
  }

  /** Versions go with the rows and with the deletions, and unchanged rows have none. */
  @Test
  void aHistoryTakesTheSameTransactions() throws Exception {
    for (int tables : List.of(20, 200)) {
      List<Traffic> plain = syncs(tables, FaultWorld::withoutInquiries);
      List<Traffic> kept = syncs(tables, FaultWorld::keepingHistoryWithoutInquiries);

      int statements = 2 * 200 + 2 * 200; // of the rows, of the deletions
      assertThat(kept.getLast().transactions()).isEqualTo(plain.getLast().transactions());
      assertThat(kept).extracting(Traffic::rollbacks).containsOnly(0L);
      assertThat(kept.getLast().roundTrips())
          .isLessThanOrEqualTo(
              plain.getLast().roundTrips() + (tables == 20 ? 0 : statements / STATEMENTS_A_WAIT));
    }
  }

  /** Makes the database and what writes into it. */
  private interface World {
    FaultWorld over(PostgresServer server, Duration retryTimeout);
  }

  /** A first sync, and another one of the same tables. */
  private static List<Traffic> syncs(int count, World kind) throws Exception {
    List<Table> tables =
        IntStream.range(0, count).mapToObj(i -> table("t%03d".formatted(i))).toList();
    try (PostgresServer server =
            PostgresServer.start(
                PostgresOptions.of(PostgresVersion.underTest()).with("log_statement", "all"));
        FaultWorld world = kind.over(server, Duration.ofSeconds(30))) {
      Traffic first = sync(world, tables, Instant.parse("2026-01-01T00:00:00Z"));
      Traffic again = sync(world, tables, Instant.parse("2026-01-02T00:00:00Z"));
      assertThat(world.sql().value("SELECT count(*) FROM t000")).isEqualTo("2");
      assertThat(
              world
                  .sql()
                  .value(
                      "SELECT CASE WHEN to_regclass('t000_history') IS NULL THEN 2 ELSE (xpath('//n/text()', query_to_xml('SELECT count(*) AS n FROM t000_history', true, true, '')))[1]::text::int END"))
          .as("versions of unchanged rows")
          .isEqualTo("2");
      world.assertNothingIsLeft();
      return List.of(first, again);
    }
  }

  private static Traffic sync(FaultWorld world, List<Table> tables, Instant time)
      throws InterruptedException {
    int logged = world.server().log().length();
    long roundTrips = world.proxy().roundTrips();
    try (SyncSession session = world.session(FailurePolicy.END_STREAM, LIMITS)) {
      for (Table table : tables) {
        session.accept(new MigrateTable(table, MigrationMode.SAFE));
      }
      for (Table table : tables) {
        long micros = time.toEpochMilli() * 1_000;
        session.accept(
            FaultWorld.insert(
                Records.record(table, Records.row("s", micros, 1L), Records.row("s", micros, 2L))));
      }
      for (Table table : tables) {
        session.accept(new DeleteStale(table.name(), "s", time));
      }
      session.finish();
    }
    String log = world.server().log().substring(logged);
    return new Traffic(
        count(log, "commit"), count(log, "rollback"), world.proxy().roundTrips() - roundTrips);
  }

  private static long count(String log, String statement) {
    return Pattern.compile(
            "LOG:  (statement|execute [^:]*): " + statement + "\\b", Pattern.CASE_INSENSITIVE)
        .matcher(log)
        .results()
        .count();
  }

  private static Table table(String name) {
    return Table.of(
        name,
        Column.of("_cq_source_name", Types.TEXT),
        Column.of("_cq_sync_time", Types.timestamp(TimeUnit.MICROSECOND)),
        new Column("id", Types.INT64, false, true, false));
  }
}
