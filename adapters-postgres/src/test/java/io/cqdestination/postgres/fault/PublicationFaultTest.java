package io.cqdestination.postgres.fault;

import static io.cqdestination.postgres.fault.SyncedTables.CHILD;
import static io.cqdestination.postgres.fault.SyncedTables.LOG;
import static io.cqdestination.postgres.fault.SyncedTables.PARENT;
import static io.cqdestination.postgres.fault.SyncedTables.deleteStale;
import static io.cqdestination.postgres.fault.SyncedTables.insert;
import static io.cqdestination.postgres.fault.SyncedTables.log;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.failure.DestinationException.Transient;
import io.cqdestination.core.sync.FailurePolicy;
import io.cqdestination.core.sync.SyncSession;
import io.cqdestination.core.sync.WriteMessage;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.fixtures.proxy.FaultProxy;
import io.cqdestination.testkit.Await;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What strikes a stream that becomes visible at once: all of it is there, once, or nothing. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PublicationFaultTest {
  private static final Duration RETRY_TIMEOUT = Duration.ofSeconds(30);

  /** Those of streams that live. */
  private static final String LOCKS =
      """
      FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())\
      """;

  private PostgresServer server = PostgresServer.shared();
  private FaultWorld world = world(server);

  private static FaultWorld world(PostgresServer server) {
    FaultWorld world = new FaultWorld(server, RETRY_TIMEOUT);
    List.of(PARENT, CHILD, LOG).forEach(world.tables()::create);
    return world;
  }

  @AfterEach
  void close() {
    world.close();
    if (server != PostgresServer.shared()) {
      server.close();
    }
  }

  static Stream<Named<Consumer<FaultProxy>>> faults() {
    return Stream.of(
        Named.of("cut before the rows move", proxy -> proxy.cutBefore("INSERT INTO")),
        Named.of("cut behind the rows", proxy -> proxy.cutAfter("INSERT INTO")),
        Named.of("cut before the deletion", proxy -> proxy.cutBefore("DELETE")),
        Named.of("cut before COMMIT", proxy -> proxy.cutBefore("COMMIT")),
        Named.of("cut after COMMIT", proxy -> proxy.cutAfter("COMMIT")),
        Named.of("COMMIT swallowed", proxy -> proxy.blackHoleBefore("COMMIT")),
        Named.of("answer to COMMIT swallowed", proxy -> proxy.blackHoleAfter("COMMIT")),
        Named.of("cut before the stage is removed", proxy -> proxy.cutBefore("DROP TABLE")));
  }

  /** Rows without keys, which would be there twice. */
  @ParameterizedTest
  @MethodSource("faults")
  void aFaultWhilePublishingLosesAndRepeatsNothing(Consumer<FaultProxy> fault) throws Exception {
    try (SyncSession session = world.publishingSession(FailurePolicy.END_STREAM)) {
      send(session, log(1, 1), log(2, 2), insert(PARENT, 1, 1, 0, 1), deleteStale(PARENT, 1));
      fault.accept(world.proxy());
      session.finish();
    }
    assertThat(world.proxy().faults()).isEqualTo(1);
    assertThat(counts()).isEqualTo("1 2");
    world.assertNothingIsLeft();
  }

  @Test
  void aRestartInTheMiddleOfAStreamIsNoTrouble() throws Exception {
    useOwnServer();
    try (SyncSession session = world.publishingSession(FailurePolicy.END_STREAM)) {
      send(session, log(1, 1), deleteStale(PARENT, 1));
      server.restart();
      send(session, log(2, 2), deleteStale(PARENT, 1));
      session.finish();
    }
    assertThat(counts()).isEqualTo("0 2");
    world.assertNothingIsLeft();
  }

  @Test
  void aCrashLosesWhatIsNotPublishedAndTheStreamSaysSo() throws Exception {
    useOwnServer();
    world.sql().execute("INSERT INTO log VALUES (0, 0)");
    try (SyncSession session = world.publishingSession(FailurePolicy.END_STREAM)) {
      send(session, log(1, 1), deleteStale(PARENT, 1));
      server.kill();
      server.resume();
      send(session, log(2, 2));
      assertThatThrownBy(session::finish)
          .isInstanceOf(Transient.class)
          .hasMessageContaining("nothing of it was published");
    }
    assertThat(counts()).isEqualTo("0 1");
  }

  /** The server works on a large publication and does not notice. */
  @Test
  void aStreamThatIsCancelledWhileItPublishesChangesNothing() throws Exception {
    try (Gate gate = Gate.before(world.sql(), LOG);
        SyncSession session = world.publishingSession(FailurePolicy.END_STREAM)) {
      send(session, log(Gate.ROW, 1), deleteStale(PARENT, 1));
      CompletableFuture<Void> end =
          CompletableFuture.runAsync(
              () -> {
                try {
                  session.finish();
                } catch (InterruptedException interrupted) {
                  throw new AssertionError(interrupted);
                }
              },
              Thread::startVirtualThread);
      gate.awaitArrival();
      session.cancel();
      assertThat(end).failsWithin(FaultWorld.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
    assertThat(counts()).isEqualTo("0 0");
    world.assertNothingIsLeft();
  }

  /** The session that says that the stream lives is lost, and its lock with it. */
  @Test
  void aLostSessionIsReplaced() throws Exception {
    try (SyncSession session = world.publishingSession(FailurePolicy.END_STREAM)) {
      send(session, log(1, 1), deleteStale(PARENT, 1), log(2, 2));
      world.sql().rows("SELECT pg_terminate_backend(pid) " + LOCKS);
      Await.until(
          FaultWorld.LIMIT,
          "the lock is free",
          () -> Objects.equals(world.sql().value("SELECT count(*) " + LOCKS), "0"));
      session.finish();
    }
    assertThat(counts()).isEqualTo("0 2");
    world.assertNothingIsLeft();
  }

  private void useOwnServer() {
    world.close();
    server = PostgresServer.start();
    world = world(server);
  }

  private String counts() {
    return String.valueOf(
        world
            .sql()
            .value("SELECT (SELECT count(*) FROM parent) || ' ' || (SELECT count(*) FROM log)"));
  }

  private static void send(SyncSession session, WriteMessage... messages)
      throws InterruptedException {
    for (WriteMessage message : messages) {
      session.accept(message);
    }
  }
}
