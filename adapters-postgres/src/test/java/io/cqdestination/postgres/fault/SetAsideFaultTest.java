package io.cqdestination.postgres.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.core.sync.SyncSession;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.Table;
import io.cqdestination.fixtures.postgres.Flavour;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.fixtures.proxy.FaultProxy;
import io.cqdestination.postgres.fixture.Records;
import io.cqdestination.postgres.fixture.Types;
import io.cqdestination.postgres.fixture.WritingWay;
import io.cqdestination.postgres.write.GroupLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Refused rows are noted once, and the others written once, whatever the line does. */
@Tag("thorough")
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SetAsideFaultTest {
  private static final int ROWS = 3 * FaultWorld.BATCH_ROWS;
  private static final List<Long> BAD = List.of(3L, 19L, 20L, 31L, 59L);

  static Stream<Arguments> faults() {
    List<Named<Consumer<FaultProxy>>> faults =
        List.of(
            Named.of("cut before a trial", proxy -> proxy.cutBefore("SAVEPOINT", 4)),
            Named.of("cut behind a trial", proxy -> proxy.cutAfter("SAVEPOINT", 6)),
            Named.of("cut before the block", proxy -> proxy.cutBefore("cq_sieve", 2)),
            Named.of("cut behind the block", proxy -> proxy.cutAfter("cq_sieve", 2)),
            Named.of("cut before the note", proxy -> proxy.cutBefore("_cq_refused_rows\" \\(id")),
            Named.of("cut behind the note", proxy -> proxy.cutAfter("_cq_refused_rows\" \\(id")),
            Named.of("cut before COMMIT", proxy -> proxy.cutBefore("COMMIT", 2)),
            Named.of("cut after COMMIT", proxy -> proxy.cutAfter("COMMIT", 2)),
            Named.of("COMMIT swallowed", proxy -> proxy.blackHoleBefore("COMMIT", 2)),
            Named.of("answer to COMMIT swallowed", proxy -> proxy.blackHoleAfter("COMMIT", 2)));
    return faults.stream()
        .flatMap(fault ->
            Flavour.underTest().stream()
                .filter(flavour -> flavour == Flavour.POSTGRES || !isPostgres(fault.getName()))
                .flatMap(flavour ->
                    Stream.of(true, false).map(keyed -> Arguments.of(fault, flavour, keyed))));
  }

  /**
   * A server in disguise does not understand how CockroachDB is asked about a silence, and is sent
   * no block.
   */
  private static boolean isPostgres(String fault) {
    return fault.contains("swallowed") || fault.contains("block");
  }

  @ParameterizedTest
  @MethodSource("faults")
  void everyRowArrivesOnce(Consumer<FaultProxy> fault, Flavour flavour, boolean keyed)
      throws Exception {
    Table table =
        Table.of(
            "t",
            new Column("id", Types.INT64, false, keyed, false),
            Column.of("_cq_id", Types.UUID),
            Column.of("n", Types.INT32));
    WritingWay way = new WritingWay(flavour, GroupLimits.NONE);
    try (FaultWorld world = new FaultWorld(PostgresServer.shared(), way, Duration.ofSeconds(30))) {
      world.tables().create(table);
      world.sql().execute("ALTER TABLE t ADD CONSTRAINT small CHECK (n < 1000)");
      fault.accept(world.proxy());
      try (SyncSession session = world.sessionSettingAside(BAD.size())) {
        session.accept(FaultWorld.insert(Records.record(table, rows())));
        session.finish();
      }
      assertThat(world.proxy().faults()).isEqualTo(1);
      assertThat(numbers(world, "SELECT id FROM t ORDER BY 1"))
          .isEqualTo(LongStream.range(0, ROWS).boxed().filter(id -> !BAD.contains(id)).toList());
      assertThat(
              numbers(
                  world, "SELECT CAST(content->>'id' AS bigint) FROM _cq_refused_rows ORDER BY 1"))
          .isEqualTo(BAD);
      world.assertNothingIsLeft();
    }
  }

  private static List<List<@Nullable Object>> rows() {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (long id = 0; id < ROWS; id++) {
      rows.add(Records.row(id, new UUID(1, id), BAD.contains(id) ? 1000 : 1));
    }
    return rows;
  }

  private static List<Long> numbers(FaultWorld world, String query) {
    return world.sql().rows(query).stream().map(row -> Long.valueOf(row.getFirst())).toList();
  }
}
