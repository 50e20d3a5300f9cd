package io.cqdestination.postgres.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.failure.DestinationException.Unavailable;
import io.cqdestination.core.migration.MigrationMode;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.sync.SyncSession;
import io.cqdestination.core.sync.WriteMessage.DeleteRecord;
import io.cqdestination.core.sync.WriteMessage.DeleteStale;
import io.cqdestination.core.sync.WriteMessage.MigrateTable;
import io.cqdestination.core.sync.WriteMessage.Predicate;
import io.cqdestination.core.sync.WriteMessage.PredicateGroup;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.Table;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.fixtures.proxy.FaultProxy;
import io.cqdestination.postgres.fixture.Records;
import io.cqdestination.postgres.fixture.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Deleting, migrating and reading over a network that fails. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OtherPathsFaultTest {
  private static final Table TABLE =
      Table.of(
          "t",
          Column.of("_cq_source_name", Types.TEXT),
          Column.of(
              "_cq_sync_time", Types.timestamp(io.cqdestination.core.table.TimeUnit.MICROSECOND)),
          Column.of("n", Types.INT64));

  private FaultWorld world;

  @BeforeEach
  void open() {
    world = new FaultWorld(PostgresServer.shared(), Duration.ofSeconds(30));
  }

  @AfterEach
  void close() {
    world.assertNothingIsLeft();
    world.close();
  }

  static Stream<Named<Consumer<FaultProxy>>> faults() {
    return Stream.of(
        Named.of("cut before the statement", proxy -> proxy.cutBefore("DELETE|CREATE TABLE")),
        Named.of("cut after the statement", proxy -> proxy.cutAfter("DELETE|CREATE TABLE")),
        Named.of("cut before COMMIT", proxy -> proxy.cutBefore("COMMIT")),
        Named.of("cut after COMMIT", proxy -> proxy.cutAfter("COMMIT")),
        Named.of("statement swallowed", proxy -> proxy.blackHoleBefore("DELETE|CREATE TABLE")),
        Named.of("answer swallowed", proxy -> proxy.blackHoleAfter("DELETE|CREATE TABLE")),
        Named.of("COMMIT swallowed", proxy -> proxy.blackHoleBefore("COMMIT")),
        Named.of("answer to COMMIT swallowed", proxy -> proxy.blackHoleAfter("COMMIT")));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void staleRowsAreDeleted(Consumer<FaultProxy> fault) throws Exception {
    fill();
    fault.accept(world.proxy());
    try (SyncSession session = world.session()) {
      session.accept(new DeleteStale("t", "source", Instant.parse("2026-02-01T00:00:00Z")));
      session.finish();
    }
    assertThat(remaining()).isEqualTo("3,4");
    assertThat(world.proxy().faults()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void recordsAreDeleted(Consumer<FaultProxy> fault) throws Exception {
    fill();
    fault.accept(world.proxy());
    RecordBatch value = Records.record(Table.of("t", Column.of("n", Types.INT64)), Records.row(3L));
    try (SyncSession session = world.session()) {
      session.accept(
          new DeleteRecord(
              "t",
              List.of(new PredicateGroup(false, List.of(new Predicate("n", value)))),
              List.of()));
      session.finish();
    }
    assertThat(remaining()).isEqualTo("1,2,4");
    assertThat(world.proxy().faults()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void tablesAreMigrated(Consumer<FaultProxy> fault) {
    fault.accept(world.proxy());
    world
        .migrator()
        .migrate(
            Stream.of("t", "u", "v")
                .map(name -> new Table(name, "", null, TABLE.columns()))
                .map(table -> new MigrateTable(table, MigrationMode.SAFE))
                .toList());
    assertThat(
            world
                .sql()
                .value(
                    "SELECT string_agg(relname, ',' ORDER BY relname) FROM pg_class"
                        + " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"))
        .isEqualTo("t,u,v");
    assertThat(world.proxy().faults()).isEqualTo(1);
  }

  @Test
  void readingFromASilentServerEnds() {
    fill();
    world.proxy().blackHoleBefore("COPY");
    assertThatThrownBy(() -> world.tables().reader(world.pool()).read(TABLE, _ -> {}))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("table t: reading failed")
        .hasMessageContaining("is not at work for this session");
    world.proxy().restore();
  }

  private void fill() {
    world.tables().create(TABLE);
    world
        .sql()
        .execute(
            """
            INSERT INTO t VALUES ('source', '2026-01-01', 1), ('source', '2026-01-31', 2),
              ('source', '2026-02-01', 3), ('another', '2026-01-01', 4)\
            """);
  }

  private String remaining() {
    return String.valueOf(world.sql().value("SELECT string_agg(n::text, ',' ORDER BY n) FROM t"));
  }
}
