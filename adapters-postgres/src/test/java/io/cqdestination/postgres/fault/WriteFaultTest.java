package io.cqdestination.postgres.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.fixtures.postgres.Flavour;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.postgres.fixture.WritingWay;
import io.cqdestination.postgres.write.GroupLimits;
import io.cqdestination.testkit.Await;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fault in every way of writing: all is written, or an error and whole batches. */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WriteFaultTest {
  private static final Duration RETRY_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration SHORT_RETRY_TIMEOUT = Duration.ofSeconds(1);
  private static final int ROWS = 150;

  /** Those that do not depend on the locks, settings and inquiries of the server behind it. */
  private static final Set<String> FAULTS_IN_DISGUISE =
      Set.of(
          "cut before COMMIT",
          "cut after COMMIT",
          "cut inside COPY",
          "answer to COMMIT swallowed",
          "all connections cut",
          "server killed",
          "sessions terminated",
          "serialization failures");

  /** Those that strike where the order of batches is kept. */
  private static final Set<String> FAULTS_OVER_LONG_LINE =
      Set.of(
          "cut before COMMIT",
          "cut after COMMIT",
          "COMMIT swallowed",
          "answer to COMMIT swallowed",
          "all connections cut",
          "server killed",
          "sessions terminated",
          "lock held for too long",
          "serialization failures");

  private static final String IDLE = "idle-in-transaction timeout";

  private static final Set<String> AT_THE_PROXY =
      networkFaults().stream().map(Fault::name).collect(Collectors.toUnmodifiableSet());

  private static PostgresServer server;

  @BeforeAll
  static void startServer() {
    server = PostgresServer.start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @Tag("thorough")
  @ParameterizedTest(name = "{0}, {2}, {1}")
  @MethodSource("faultsInEveryMode")
  void rowsAreThereOrAnErrorIsReported(WritingWay way, Fault fault, WriteMode mode)
      throws Exception {
    strike(way, fault, mode);
  }

  /** Each fault once, in one of the modes. */
  @ParameterizedTest(name = "{0}, {2}, {1}")
  @MethodSource("faultsByTurns")
  void rowsAreThereOrAnErrorIsReportedByTurns(WritingWay way, Fault fault, WriteMode mode)
      throws Exception {
    strike(way, fault, mode);
  }

  private static void strike(WritingWay way, Fault fault, WriteMode mode) throws Exception {
    Duration retryTimeout = fault.failure().isEmpty() ? RETRY_TIMEOUT : SHORT_RETRY_TIMEOUT;
    try (FaultWorld world = new FaultWorld(server, way, retryTimeout)) {
      try {
        new FaultedStreams(world, mode, ROWS, new Random(1)).write(fault);
        if (AT_THE_PROXY.contains(fault.name())) {
          assertThat(world.proxy().faults()).as("connections that met the fault").isPositive();
        }
      } finally {
        Failover.undo(server);
      }
    }
  }

  static Stream<Arguments> faultsByTurns() {
    List<Fault> faults = faults().toList();
    WritingWay large = new WritingWay(Flavour.POSTGRES, GroupLimits.NONE);
    return IntStream.range(0, faults.size())
        .mapToObj(i ->
            Arguments.of(large, faults.get(i), WriteMode.values()[i % WriteMode.values().length]));
  }

  private static Stream<Fault> faults() {
    return Stream.of(networkFaults(), serverFaults(), lockFaults(), settingFaults())
        .flatMap(List::stream);
  }

  static Stream<Arguments> faultsInEveryMode() {
    return faults()
        .flatMap(fault -> Stream.of(WriteMode.values()).flatMap(mode -> inEveryWay(fault, mode)));
  }

  private static Stream<Arguments> inEveryWay(Fault fault, WriteMode mode) {
    return Stream.concat(WritingWay.underTest(), overLongLine(fault, mode))
        .filter(way -> way.flavour() == Flavour.POSTGRES || mayBeInDisguise(way, fault, mode))
        .filter(way -> isLarge(way) || maySmallBatchesMeet(fault, mode))
        .map(way -> Arguments.of(way, fault, mode));
  }

  private static Stream<WritingWay> overLongLine(Fault fault, WriteMode mode) {
    return mode == WriteMode.APPEND && FAULTS_OVER_LONG_LINE.contains(fault.name())
        ? Stream.of(new WritingWay(Flavour.POSTGRES, GroupLimits.NONE).overLongLine())
        : Stream.of();
  }

  private static boolean mayBeInDisguise(WritingWay way, Fault fault, WriteMode mode) {
    return way.flavour() == Flavour.COCKROACH
        && isLarge(way)
        && FAULTS_IN_DISGUISE.contains(fault.name())
        && mode != WriteMode.OVERWRITE_EMPTY
        && (mode == WriteMode.APPEND || !fault.name().contains("COPY"));
  }

  private static boolean isLarge(WritingWay way) {
    return way.groups().equals(GroupLimits.NONE);
  }

  /** They use no COPY, are never idle within a transaction, and have one way for rows with keys. */
  private static boolean maySmallBatchesMeet(Fault fault, WriteMode mode) {
    return !fault.name().contains("COPY")
        && !fault.name().contains("idle")
        && mode != WriteMode.OVERWRITE_EMPTY;
  }

  private static List<Fault> networkFaults() {
    return List.of(
        Fault.waiting("cut before COMMIT", world -> world.proxy().cutBefore("COMMIT")),
        Fault.waiting("cut after COMMIT", world -> world.proxy().cutAfter("COMMIT")),
        Fault.waiting("cut inside COPY", world -> world.proxy().cutAfterCopyBytes(9_000)),
        Fault.waiting(
            "cut before the end of COPY", world -> world.proxy().cutBefore("CopyDone", 3)),
        Fault.waiting("cut after the end of COPY", world -> world.proxy().cutAfter("CopyDone", 3)),
        Fault.waiting("COMMIT swallowed", world -> world.proxy().blackHoleBefore("COMMIT")),
        Fault.waiting(
            "answer to COMMIT swallowed", world -> world.proxy().blackHoleAfter("COMMIT")),
        Fault.waiting(
            "end of COPY swallowed", world -> world.proxy().blackHoleBefore("CopyDone", 3)),
        Fault.inside("all connections cut", (world, _) -> world.proxy().cut()),
        Fault.inside(
            "everything swallowed for a while",
            (world, _) -> {
              world.proxy().blackHole();
              int swallowed = world.proxy().faults();
              Await.until(
                  FaultWorld.LIMIT,
                  "a new connection is swallowed",
                  () -> world.proxy().faults() > swallowed);
              world.proxy().restore();
            }),
        Fault.inside("everything swallowed for ever", (world, _) -> world.proxy().blackHole())
            .endingWith("given up after"));
  }

  private static List<Fault> serverFaults() {
    return List.of(
        Fault.inside(
            "server killed",
            (world, _) -> {
              world.server().kill();
              world.server().resume();
            }),
        Fault.inside("server restarted", (world, _) -> world.server().restart()),
        Fault.inside("sessions terminated", (world, _) -> terminateWriters(world)),
        Fault.inside("failover to a standby", (world, _) -> Failover.strike(world)));
  }

  private static List<Fault> lockFaults() {
    return List.of(
        Fault.holdingUp("lock held for too long", "lock timeout (SQLSTATE 55P03)", _ -> {}),
        Fault.inside(
                "deadlock",
                (world, gate) -> {
                  int before = count(world.server().log(), "deadlock detected");
                  gate.execute("SET deadlock_timeout = '50s'");
                  Thread other = Thread.ofVirtual().start(() -> lockTable(gate));
                  Await.until(
                      FaultWorld.LIMIT,
                      "the deadlock is found",
                      () -> count(world.server().log(), "deadlock detected") > before);
                  other.join();
                })
            .preparedBy(world -> set(world, "deadlock_timeout", "2s")),
        Fault.inside("row changed by another", (world, _) -> changeNextRow(world))
            .preparedBy(world -> set(world, "default_transaction_isolation", "serializable")),
        Fault.waiting("serialization failures", WriteFaultTest::failThreeTimes));
  }

  private static List<Fault> settingFaults() {
    // A batch may have waited for another one, idle, before the one at the gate arrives there.
    AtomicInteger before = new AtomicInteger();
    return List.of(
        Fault.holdingUp(
            "statement timeout",
            "statement timeout (SQLSTATE 57014)",
            world -> set(world, "statement_timeout", "1s")),
        Fault.inside(
                "idle in transaction for too long",
                (world, _) ->
                    Await.until(
                        FaultWorld.LIMIT,
                        "a session was ended for being idle, or is kept from it",
                        () ->
                            count(world.server().log(), IDLE) > before.get()
                                || waitsForRows(world)))
            .preparedBy(world -> {
              before.set(count(world.server().log(), IDLE));
              set(world, "idle_in_transaction_session_timeout", "200ms");
            }));
  }

  private static void set(FaultWorld world, String setting, String value) {
    world
        .sql()
        .execute("ALTER DATABASE %s SET %s = '%s'".formatted(world.sql().name(), setting, value));
  }

  /**
   * Whether a batch has met a key of the one at the gate: then it waits for that inside of its
   * COPY, which the server does not take for idle.
   */
  private static boolean waitsForRows(FaultWorld world) {
    return !"0"
        .equals(
            world
                .sql()
                .value(
                    """
                    SELECT count(*) FROM pg_stat_activity
                    WHERE datname = current_database() AND wait_event = 'transactionid'\
                    """));
  }

  private static void terminateWriters(FaultWorld world) {
    world
        .sql()
        .rows(
            """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND application_name LIKE 'cloudquery%'\
            """);
  }

  private static void lockTable(Gate gate) {
    try {
      gate.execute("BEGIN; LOCK TABLE a IN EXCLUSIVE MODE; ROLLBACK");
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The row behind the gate, where rows have keys. */
  private static void changeNextRow(FaultWorld world) {
    String row = "INSERT INTO a VALUES (%d, -2, 'other')".formatted(Gate.ROW + 1);
    boolean keyed =
        "1"
            .equals(
                world.sql().value("SELECT count(*) FROM pg_index WHERE indrelid = 'a'::regclass"));
    if (keyed) {
      world.sql().execute(row + " ON CONFLICT (id) DO UPDATE SET value = EXCLUDED.value");
    }
  }

  private static void failThreeTimes(FaultWorld world) {
    world
        .sql()
        .execute(
            """
            CREATE SEQUENCE attempts;
            CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              IF nextval('attempts') <= 3 THEN
                RAISE EXCEPTION 'could not serialize access' USING ERRCODE = '40001';
              END IF;
              RETURN NEW;
            END $$;
            CREATE TRIGGER fail BEFORE INSERT ON a FOR EACH ROW WHEN (NEW.id = %d)
              EXECUTE PROCEDURE fail()\
            """
                .formatted(Gate.ROW));
  }

  private static int count(String text, String words) {
    return text.split(java.util.regex.Pattern.quote(words), -1).length - 1;
  }
}
