package io.cqdestination.postgres.fault;

import static io.cqdestination.postgres.fault.SyncedTables.CHILD;
import static io.cqdestination.postgres.fault.SyncedTables.LOG;
import static io.cqdestination.postgres.fault.SyncedTables.PARENT;
import static io.cqdestination.postgres.fault.SyncedTables.deleteStale;
import static io.cqdestination.postgres.fault.SyncedTables.insert;
import static io.cqdestination.postgres.fault.SyncedTables.log;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.batching.CommitTracker.FailedBatch;
import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.core.sync.FailurePolicy;
import io.cqdestination.core.sync.StalePolicy;
import io.cqdestination.core.sync.SyncSession;
import io.cqdestination.core.sync.WriteMessage;
import io.cqdestination.fixtures.postgres.Flavour;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.postgres.fixture.WritingWay;
import io.cqdestination.postgres.write.GroupLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Streams that become visible at once. */
@Tag("every-version")
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PublicationTest {
  private static final int RANDOM_STREAMS = Integer.getInteger("streams", 12);
  private static final int FEW = Math.min(3, RANDOM_STREAMS);

  private FaultWorld world;

  @BeforeEach
  void open() {
    world = world(GroupLimits.ORDINARY);
  }

  private static FaultWorld world(GroupLimits groups) {
    FaultWorld world =
        new FaultWorld(
            PostgresServer.shared(),
            new WritingWay(Flavour.POSTGRES, groups),
            Duration.ofSeconds(30));
    List.of(PARENT, CHILD, LOG).forEach(world.tables()::create);
    return world;
  }

  @AfterEach
  void close() {
    assertThat(stages()).as("stages that are left").isEmpty();
    world.assertNothingIsLeft();
    world.close();
  }

  static Stream<GroupLimits> bothWays() {
    return Stream.of(GroupLimits.ORDINARY, GroupLimits.NONE);
  }

  @Test
  void nothingIsVisibleBeforeTheEndAndEverythingBehindIt() throws Exception {
    try (SyncSession session = world.publishingSession(FailurePolicy.END_STREAM)) {
      for (long id = 1; id <= 50; id++) {
        send(session, insert(PARENT, 1, id, 0, id), insert(CHILD, 1, id, id, id), log(id, id));
      }
      send(session, deleteStale(PARENT, 1), deleteStale(CHILD, 1));
      assertThat(counts()).isEqualTo("0 0 0");
      session.finish();
      assertThat(counts()).isEqualTo("50 50 50");
    }
  }

  @Test
  void theLastRowOfAKeyStaysAndWhatIsStaleGoes() throws Exception {
    publish(insert(PARENT, 1, 1, 0, 1), insert(PARENT, 1, 2, 0, 1), insert(PARENT, 1, 3, 0, 1));
    publish(
        insert(PARENT, 2, 1, 0, 2),
        insert(PARENT, 2, 4, 0, 2),
        insert(PARENT, 2, 1, 0, 3),
        deleteStale(PARENT, 2));
    assertThat(world.sql().rows("SELECT id, value FROM parent ORDER BY id"))
        .containsExactly(List.of("1", "3"), List.of("4", "2"));
  }

  /** What is left in the end is what a stream leaves that publishes each batch. */
  @ParameterizedTest
  @MethodSource("bothWays")
  void messagesOfEveryKindTakeEffectInTheirOrder(GroupLimits groups) throws Exception {
    assertRandomStreamsLeaveTheSame(groups, 1, FEW);
  }

  @Tag("thorough")
  @ParameterizedTest
  @MethodSource("bothWays")
  void messagesOfEveryKindTakeEffectInTheirOrderInManyStreams(GroupLimits groups) throws Exception {
    assertRandomStreamsLeaveTheSame(groups, FEW + 1, RANDOM_STREAMS);
  }

  private static void assertRandomStreamsLeaveTheSame(GroupLimits groups, int first, int last)
      throws Exception {
    for (int seed = first; seed <= last; seed++) {
      List<List<List<@Nullable String>>> tables = new ArrayList<>();
      for (boolean atEnd : List.of(false, true)) {
        try (FaultWorld other = world(groups)) {
          Random random = new Random(seed);
          for (long sync = 1; sync <= 2; sync++) {
            List<WriteMessage> messages = SyncedTables.random(random, 60, sync);
            try (SyncSession session =
                atEnd ? other.publishingSession(FailurePolicy.REPORT_AT_FLUSH) : other.session()) {
              for (WriteMessage message : messages) {
                session.accept(message);
                if (random.nextInt(40) == 0) {
                  assertThat(session.flush()).isEmpty();
                }
              }
              session.finish();
            }
          }
          for (String table : List.of("parent", "child", "log")) {
            tables.add(other.sql().rows("SELECT * FROM %s ORDER BY id, value".formatted(table)));
          }
          other.assertNothingIsLeft();
        }
      }
      assertThat(tables.subList(3, 6)).as("seed %d", seed).isEqualTo(tables.subList(0, 3));
    }
  }

  @Test
  void eachFlushPublishesAndOneThatFailsLosesWhatCameBehindTheLast() throws Exception {
    try (SyncSession session = world.publishingSession(FailurePolicy.REPORT_AT_FLUSH)) {
      send(session, insert(PARENT, 1, 1, 0, 1));
      assertThat(session.flush()).isEmpty();
      assertThat(counts()).isEqualTo("1 0 0");

      world.sql().execute("ALTER TABLE parent ADD CONSTRAINT small CHECK (value < 100)");
      send(session, insert(PARENT, 1, 2, 0, 100), log(1, 1));
      List<FailedBatch> failures = session.flush();
      assertThat(failures).extracting(FailedBatch::tableName).contains("parent", "log");
      assertThat(failures.getFirst().cause())
          .isInstanceOf(DatabaseRefused.class)
          .hasMessageContainingAll("small", "nothing of the stream was published");
      assertThat(counts()).isEqualTo("1 0 0");

      send(session, insert(PARENT, 1, 3, 0, 3), log(2, 2));
      session.finish();
      assertThat(counts()).isEqualTo("2 0 1");
    }
  }

  @Test
  void aStreamThatFailsChangesNothing() throws Exception {
    publish(insert(PARENT, 1, 1, 0, 1));
    world.sql().execute("ALTER TABLE parent ADD CONSTRAINT small CHECK (value < 100)");
    try (SyncSession session = world.publishingSession(FailurePolicy.END_STREAM)) {
      send(
          session, insert(CHILD, 2, 1, 1, 1), insert(PARENT, 2, 2, 0, 100), deleteStale(PARENT, 2));
      assertThatThrownBy(session::finish)
          .isInstanceOf(DatabaseRefused.class)
          .hasMessageContaining("parent");
    }
    assertThat(counts()).isEqualTo("1 0 0");
  }

  @Test
  void aStreamThatIsCancelledChangesNothing() throws Exception {
    try (SyncSession session = world.publishingSession(FailurePolicy.END_STREAM)) {
      send(session, insert(PARENT, 1, 1, 0, 1), deleteStale(PARENT, 1), log(1, 1));
    }
    assertThat(counts()).isEqualTo("0 0 0");
  }

  @Test
  void whatADeadStreamHasLeftIsRemovedAndWhatALivingOneHasIsNot() throws Exception {
    world.sql().execute("CREATE SCHEMA cq_stage_0123456789abcdef");
    world.sql().execute("CREATE UNLOGGED TABLE cq_stage_0123456789abcdef.rows_1 (id int)");
    try (SyncSession living = world.publishingSession(FailurePolicy.END_STREAM)) {
      send(living, insert(PARENT, 1, 1, 0, 1), deleteStale(PARENT, 1), log(1, 1));
      assertThat(stages()).hasSize(1).doesNotContain("cq_stage_0123456789abcdef");
      publish(insert(PARENT, 1, 2, 0, 2));
      assertThat(stages()).hasSize(1);
      living.finish();
    }
    assertThat(counts()).isEqualTo("2 0 1");
  }

  @Test
  void severalStreamsPublishIntoTheSameTables() throws Exception {
    List<CompletableFuture<Void>> streams = new ArrayList<>();
    for (long first = 1; first <= 3; first++) {
      long own = first * 100;
      streams.add(
          CompletableFuture.runAsync(
              () -> {
                for (long id = own; id < own + 40; id++) {
                  publish(insert(PARENT, 1, id % 100, 0, id), insert(CHILD, 1, id, id, id));
                }
              },
              Thread::startVirtualThread));
    }
    for (CompletableFuture<Void> stream : streams) {
      stream.get(FaultWorld.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
    assertThat(counts()).isEqualTo("40 120 0");
  }

  @Test
  void staleRowsAreJudgedByWhatIsPublished() throws Exception {
    publish(insert(PARENT, 1, 1, 0, 1), insert(PARENT, 1, 2, 0, 1), insert(CHILD, 1, 1, 1, 1));
    StalePolicy half = new StalePolicy(true, 50);
    try (SyncSession session = world.publishingSession(FailurePolicy.END_STREAM, half)) {
      send(session, insert(PARENT, 2, 1, 0, 2), deleteStale(PARENT, 2), deleteStale(CHILD, 2));
      session.finish();
    }
    assertThat(counts()).as("no row of the child came").isEqualTo("1 1 0");
    publish(insert(PARENT, 2, 5, 0, 2), insert(PARENT, 2, 6, 0, 2));
    try (SyncSession session = world.publishingSession(FailurePolicy.END_STREAM, half)) {
      send(session, insert(PARENT, 3, 1, 0, 3), deleteStale(PARENT, 3));
      session.finish();
    }
    assertThat(counts()).as("two of three are stale").isEqualTo("3 1 0");
  }

  private void publish(WriteMessage... messages) {
    try (SyncSession session = world.publishingSession(FailurePolicy.END_STREAM)) {
      send(session, messages);
      session.finish();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  private static void send(SyncSession session, WriteMessage... messages)
      throws InterruptedException {
    for (WriteMessage message : messages) {
      session.accept(message);
    }
  }

  /** Rows of the parent, the child and the log. */
  private @Nullable String counts() {
    return world
        .sql()
        .value(
            "SELECT (SELECT count(*) FROM parent) || ' ' || (SELECT count(*) FROM child)"
                + " || ' ' || (SELECT count(*) FROM log)");
  }

  private List<String> stages() {
    return world
        .sql()
        .rows("SELECT nspname FROM pg_namespace WHERE nspname ~ '^cq_stage_'")
        .stream()
        .map(List::getFirst)
        .map(String::valueOf)
        .toList();
  }
}
