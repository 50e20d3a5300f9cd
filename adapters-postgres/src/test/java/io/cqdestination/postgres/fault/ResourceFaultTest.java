package io.cqdestination.postgres.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.core.batching.BatchLimits;
import io.cqdestination.core.sync.FailurePolicy;
import io.cqdestination.core.sync.SyncSession;
import io.cqdestination.fixtures.postgres.PostgresOptions;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.fixtures.postgres.PostgresVersion;
import io.cqdestination.postgres.fixture.Records;
import io.cqdestination.testkit.Await;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The server lacks what a batch needs: a lock, a connection, room; or the stream is cancelled. */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ResourceFaultTest {
  private static final Duration RETRY_TIMEOUT = Duration.ofSeconds(30);
  private static final int ROWS = 150;

  @ParameterizedTest
  @EnumSource(WriteMode.class)
  void aLockHeldForTooLongIsReportedWithItsHolder(WriteMode mode) throws Exception {
    try (FaultWorld world = new FaultWorld(PostgresServer.shared(), Duration.ofSeconds(2))) {
      FaultedStreams streams = new FaultedStreams(world, mode, ROWS, new Random(2));
      try (Connection other = world.sql().connect()) {
        execute(other, "SET application_name = 'nightly report'");
        execute(other, "BEGIN; LOCK TABLE a IN SHARE MODE");
        Outcome outcome = send(world, streams);
        assertThat(outcome.failure())
            .get()
            .asString()
            .contains("table a", "given up after", "SQLSTATE 55P03")
            .contains("a is locked by session", "user postgres, application nightly report");
        streams.assertRows(outcome);
      }
      world.assertNothingIsLeft();
    }
  }

  @ParameterizedTest
  @EnumSource(WriteMode.class)
  void aServerWithoutConnectionsIsWaitedFor(WriteMode mode) throws Exception {
    PostgresOptions options =
        PostgresOptions.of(PostgresVersion.newest())
            .with("max_connections", "5")
            .with("superuser_reserved_connections", "0");
    try (PostgresServer server = PostgresServer.start(options);
        FaultWorld world = new FaultWorld(server, RETRY_TIMEOUT)) {
      FaultedStreams streams = new FaultedStreams(world, mode, ROWS, new Random(3));
      List<Connection> others = takeAllConnections(world);
      CompletableFuture<Outcome> end = CompletableFuture.supplyAsync(() -> send(world, streams));
      Await.until(
          FaultWorld.LIMIT,
          "the stream was refused a connection twice",
          () -> server.log().split("too many clients", -1).length > 3);
      others.removeFirst().close(); // one is enough for two writers
      Outcome outcome = end.get(FaultWorld.LIMIT.toSeconds(), TimeUnit.SECONDS);
      for (Connection other : others) {
        other.close();
      }
      assertThat(outcome.failure()).isEmpty();
      world.pool().close();
      streams.assertRows(outcome);
      world.assertNothingIsLeft();
    }
  }

  @ParameterizedTest
  @EnumSource(WriteMode.class)
  void aFullDiskIsReportedAtOnce(WriteMode mode) throws Exception {
    try (SmallDisk disk = SmallDisk.mount();
        FaultWorld world = new FaultWorld(PostgresServer.shared(), RETRY_TIMEOUT)) {
      disk.use(world.sql());
      FaultedStreams streams = new FaultedStreams(world, mode, 4_000, new Random(4));
      Outcome outcome = send(world, streams);
      assertThat(outcome.failure()).get().asString().contains("table", "SQLSTATE 53100");
      streams.assertRows(outcome);
      world.assertNothingIsLeft();
    }
  }

  @ParameterizedTest
  @EnumSource(WriteMode.class)
  void aCancelledStreamLeavesWholeBatches(WriteMode mode) throws Exception {
    try (FaultWorld world = new FaultWorld(PostgresServer.shared(), RETRY_TIMEOUT)) {
      FaultedStreams streams = new FaultedStreams(world, mode, ROWS, new Random(5));
      Outcome outcome;
      try (SyncSession session = world.session();
          Gate gate = Gate.before(world.sql(), streams.first().table())) {
        CompletableFuture<Outcome> end =
            CompletableFuture.supplyAsync(() -> streams.send(session, () -> {}));
        gate.awaitArrival();
        session.cancel();
        outcome = end.get(FaultWorld.LIMIT.toSeconds(), TimeUnit.SECONDS);
      }
      assertThat(outcome.isAcknowledged()).isFalse();
      world.assertNothingIsLeft();
      streams.assertRows(outcome);
    }
  }

  @Test
  void aRowLargerThanEveryLimitGoesThrough() throws Exception {
    try (FaultWorld world = new FaultWorld(PostgresServer.shared(), RETRY_TIMEOUT)) {
      var table = WriteMode.APPEND.table("a");
      world.tables().create(table);
      try (SyncSession session =
          world.session(
              FailurePolicy.END_STREAM, new BatchLimits(10, 1_000, FaultWorld.LIMIT, 1_000))) {
        for (long i = 0; i < 3; i++) {
          session.accept(
              FaultWorld.insert(
                  Records.record(
                      table,
                      WriteMode.row(3 * i, 3 * i, "x".repeat(3 << 20)),
                      WriteMode.row(3 * i + 1, 3 * i + 1, "small"),
                      WriteMode.row(3 * i + 2, 3 * i + 2, "y".repeat(1 << 20)))));
        }
        session.finish();
      }
      assertThat(world.sql().value("SELECT sum(length(filling)) FROM a"))
          .isEqualTo(Integer.toString(3 * ((3 << 20) + 5 + (1 << 20))));
      world.assertNothingIsLeft();
    }
  }

  private static Outcome send(FaultWorld world, FaultedStreams streams) {
    try (SyncSession session = world.session()) {
      return streams.send(session, () -> {});
    }
  }

  private static List<Connection> takeAllConnections(FaultWorld world) {
    List<Connection> taken = new ArrayList<>();
    try {
      while (true) {
        taken.add(world.sql().connect());
      }
    } catch (SQLException full) {
      assertThat(full.getSQLState()).isEqualTo("53300");
      return taken;
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
