package io.cqdestination.postgres.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.core.sync.SyncSession;
import io.cqdestination.fixtures.postgres.Flavour;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.postgres.fixture.WritingWay;
import io.cqdestination.postgres.write.GroupLimits;
import io.cqdestination.testkit.Await;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Batches of appended rows over a long line: the server keeps their order. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LongLineTest {
  private static final int ROWS = 400;

  private FaultWorld world;
  private FaultedStreams streams;

  @BeforeEach
  void open() {
    world =
        new FaultWorld(
            PostgresServer.shared(),
            new WritingWay(Flavour.POSTGRES, GroupLimits.NONE).overLongLine(),
            Duration.ofSeconds(30));
    streams = new FaultedStreams(world, WriteMode.APPEND, ROWS, new Random(1));
  }

  @AfterEach
  void close() {
    world.close();
  }

  /** What waits is the server: no batch's COMMIT is sent a round trip after the one before it. */
  @Test
  void batchesWaitForEachOtherOnTheServer() {
    world
        .sql()
        .execute("ALTER DATABASE %s SET log_statement = 'all'".formatted(world.sql().name()));
    Outcome outcome;
    try (SyncSession session = world.session()) {
      outcome = streams.send(session, () -> {});
    }
    assertThat(outcome.failure()).isEmpty();
    streams.assertRows(outcome);
    assertThat(world.server().log()).contains("pg_advisory_xact_lock_shared");
    world.assertNothingIsLeft();
  }

  @Test
  void noBatchCommitsBeforeTheOneBeforeIt() throws Exception {
    Outcome outcome;
    try (SyncSession session = world.session();
        Gate gate = Gate.before(world.sql(), streams.first().table())) {
      CompletableFuture<Outcome> end =
          CompletableFuture.supplyAsync(() -> streams.send(session, () -> {}));
      gate.awaitArrival();
      Await.until(
          FaultWorld.LIMIT,
          "another batch waits for the one at the gate, or was given up for it",
          () ->
              !"0"
                  .equals(
                      world
                          .sql()
                          .value(
                              "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND mode = 'ShareLock' AND classid = 1668374383")));
      assertThat(world.rows(streams.first())).hasSizeLessThanOrEqualTo(FaultWorld.BATCH_ROWS);
      gate.close();
      outcome = end.get(FaultWorld.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
    assertThat(outcome.failure()).isEmpty();
    streams.assertRows(outcome);
    world.assertNothingIsLeft();
  }

  @Test
  void behindARefusedBatchNothingIsWritten() {
    world.sql().execute("ALTER TABLE a ADD CONSTRAINT small CHECK (id <> %d)".formatted(Gate.ROW));
    Outcome outcome;
    try (SyncSession session = world.session()) {
      outcome = streams.send(session, () -> {});
    }
    assertThat(outcome.failure()).get().asString().contains("table a", "small");
    streams.assertRows(outcome);
    assertThat(world.rows(streams.first())).hasSizeLessThanOrEqualTo(FaultWorld.BATCH_ROWS);
    world.assertNothingIsLeft();
  }
}
