package io.cqdestination.postgres.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.core.batching.BatchLimits;
import io.cqdestination.core.batching.CommitTracker.FailedBatch;
import io.cqdestination.core.sync.FailurePolicy;
import io.cqdestination.core.sync.SyncSession;
import io.cqdestination.core.table.Table;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.fixtures.proxy.FaultProxy;
import io.cqdestination.postgres.fixture.Records;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Small batches of many tables that share a transaction, of which one, or the line, fails. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GroupFaultTest {
  private static final int TABLES = 100;
  private static final BatchLimits LIMITS =
      new BatchLimits(1_000, 1 << 20, FaultWorld.LIMIT, 1 << 20);

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
        Named.of("cut before the rows", proxy -> proxy.cutBefore("INSERT INTO", 7)),
        Named.of("cut behind the rows", proxy -> proxy.cutAfter("INSERT INTO", 7)),
        Named.of("cut before COMMIT", proxy -> proxy.cutBefore("COMMIT")),
        Named.of("cut after COMMIT", proxy -> proxy.cutAfter("COMMIT")),
        Named.of("COMMIT swallowed", proxy -> proxy.blackHoleBefore("COMMIT")),
        Named.of("answer to COMMIT swallowed", proxy -> proxy.blackHoleAfter("COMMIT")));
  }

  /** Rows that are added, which must not be twice there, among rows that replace others. */
  @ParameterizedTest
  @MethodSource("faults")
  void everyRowArrivesOnce(Consumer<FaultProxy> fault) throws Exception {
    FaultedStreams streams = FaultedStreams.ofManyTables(world, 30, 12, new Random(1));
    fault.accept(world.proxy());
    Outcome outcome;
    try (SyncSession session = world.session(FailurePolicy.END_STREAM, LIMITS)) {
      outcome = streams.send(session, () -> {});
    }
    assertThat(outcome.failure()).isEmpty();
    assertThat(world.proxy().faults()).isEqualTo(1);
    streams.assertRows(outcome);
  }

  @Test
  void aRefusedBatchTakesNoOtherAlong() throws Exception {
    List<Table> tables = tables();
    world.sql().execute("ALTER TABLE t050 ADD CONSTRAINT small CHECK (value < 1000)");
    try (SyncSession session = world.session(FailurePolicy.REPORT_AT_FLUSH, LIMITS)) {
      for (Table table : tables) {
        send(session, table, table.name().equals("t050") ? 1000 : 1);
      }
      List<FailedBatch> failures = session.flush();
      assertThat(failures)
          .singleElement()
          .satisfies(failure -> {
            assertThat(failure.tableName()).isEqualTo("t050");
            assertThat(failure.cause().getMessage()).contains("small", "row (id=1000)");
          });
    }
    for (Table table : tables) {
      assertThat(count(table)).as(table.name()).isEqualTo(table.name().equals("t050") ? "0" : "1");
    }
  }

  @Test
  void twoStreamsThatMeetInManyTablesBothArrive() throws Exception {
    List<Table> tables = tables();
    List<Table> otherOrder = new ArrayList<>(tables);
    Collections.shuffle(otherOrder, new Random(1));
    try (SyncSession first = world.session(FailurePolicy.END_STREAM, LIMITS);
        SyncSession second = world.session(FailurePolicy.END_STREAM, LIMITS)) {
      CompletableFuture<Void> one = CompletableFuture.runAsync(() -> rounds(first, tables));
      CompletableFuture<Void> other = CompletableFuture.runAsync(() -> rounds(second, otherOrder));
      one.get(FaultWorld.LIMIT.toSeconds(), TimeUnit.SECONDS);
      other.get(FaultWorld.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
    for (Table table : tables) {
      assertThat(count(table)).as(table.name()).isEqualTo("20");
    }
  }

  private static void rounds(SyncSession session, List<Table> tables) {
    try {
      for (int round = 0; round < 20; round++) {
        for (Table table : tables) {
          send(session, table, round);
        }
        assertThat(session.flush()).isEmpty();
      }
      session.finish();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  private List<Table> tables() {
    List<Table> tables = new ArrayList<>();
    for (int i = 0; i < TABLES; i++) {
      tables.add(WriteMode.OVERWRITE.table("t%03d".formatted(i)));
      world.tables().create(tables.getLast());
    }
    return tables;
  }

  private static void send(SyncSession session, Table table, long value)
      throws InterruptedException {
    session.accept(FaultWorld.insert(Records.record(table, WriteMode.row(value, value, ""))));
  }

  private String count(Table table) {
    return String.valueOf(world.sql().value("SELECT count(*) FROM " + table.name()));
  }
}
