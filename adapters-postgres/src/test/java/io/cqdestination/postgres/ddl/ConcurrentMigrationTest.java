package io.cqdestination.postgres.ddl;

import static io.cqdestination.postgres.ddl.Columns.LONG;
import static io.cqdestination.postgres.ddl.Columns.key;
import static io.cqdestination.postgres.ddl.Columns.number;
import static io.cqdestination.postgres.ddl.Columns.rowId;
import static io.cqdestination.postgres.ddl.Columns.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.cqdestination.core.failure.DestinationException.Transient;
import io.cqdestination.core.migration.MigrationMode;
import io.cqdestination.core.migration.MigrationPlan;
import io.cqdestination.core.table.Table;
import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.Flavour;
import io.cqdestination.postgres.fixture.EveryFlavour;
import io.cqdestination.testkit.Await;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Several processes at the same tables, and sessions that hold locks. */
@Tag("every-version")
@EveryFlavour
class ConcurrentMigrationTest {
  private static final int PROCESSES = 4;
  private static final Duration SHORT = Duration.ofMillis(300);

  private final Flavour flavour;
  private final Database database;
  private final MigratedDatabase migrated;

  ConcurrentMigrationTest(Flavour flavour) {
    this.flavour = flavour;
    database = flavour.create();
    migrated = MigratedDatabase.of(database);
  }

  @AfterEach
  void dropDatabase() {
    database.close();
  }

  @Test
  void processesThatMakeTheSameTablesDoNotFail() throws Exception {
    Table[] tables =
        IntStream.range(0, 150)
            .mapToObj(i -> Table.of("t" + i, rowId(), key("id", LONG)))
            .toArray(Table[]::new);

    atTheSameTime(process -> process.migrate(tables));

    assertThat(migrated.isAsWanted(tables)).isTrue();
  }

  @Test
  void processesThatForceTheSameTablesDropThemOnce() throws Exception {
    migrated.migrate(Table.of("t", text("v")));
    Table wanted = Table.of("t", number("v"));
    List<MigrationPlan> plans = new ArrayList<>();
    for (int i = 0; i < PROCESSES; i++) {
      plans.add(migrated.plan(MigrationMode.FORCED, wanted));
    }
    assertThat(migrated.changer().apply(plans.removeFirst())).isEmpty();
    database.execute("insert into t values (1)");

    for (MigrationPlan late : plans) {
      assertThat(migrated.changer().apply(late)).containsExactly("t");
    }

    assertThat(database.rows("select v from t")).hasSize(1);
    migrated.force(wanted);
    assertThat(database.rows("select v from t")).hasSize(1);
  }

  @Test
  void aTableMadeWithoutTheLockIsLookedAtAgain() {
    Table wanted = Table.of("t", text("v"), text("w"));
    MigrationPlan plan = migrated.plan(MigrationMode.SAFE, wanted);
    database.execute("create table t (v text)");

    assertThat(migrated.changer().apply(plan)).containsExactly("t");
    migrated.migrate(wanted);

    assertThat(migrated.isAsWanted(wanted)).isTrue();
  }

  @Test
  void whatWasMadeDuringTheWaitIsSeenWhateverTheUsualIsolation() throws Exception {
    assumeThat(flavour).as("CockroachDB has no advisory locks").isEqualTo(Flavour.POSTGRES);
    migrated.migrate(Table.of("t", text("v")));
    MigrationPlan plan = migrated.plan(MigrationMode.FORCED, Table.of("t", number("v")));
    database.execute(
        "alter database %s set default_transaction_isolation = 'repeatable read'"
            .formatted(database.name()));
    MigrationLock lock =
        MigrationLock.of(new io.cqdestination.postgres.dialect.SchemaName("public"));

    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
        Connection other = database.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute(lock.statement());
      Future<java.util.Set<String>> late = executor.submit(() -> migrated.changer().apply(plan));
      awaitWaitingSession();
      statement.execute("drop table t; create table t (v bigint); insert into t values (1)");
      other.commit();

      assertThat(late.get(20, TimeUnit.SECONDS)).containsExactly("t");
    }
    assertThat(database.rows("select v from t")).hasSize(1);
  }

  @Test
  void namingWhoHoldsALockRunsNoName() throws SQLException {
    assumeThat(flavour).as("CockroachDB lacks the setting").isEqualTo(Flavour.POSTGRES);
    database.execute(
        "alter database %s set standard_conforming_strings = off".formatted(database.name()));
    String name = "x\\'; drop table victim; --";
    migrated.migrate(Table.of("victim", text("v")), Table.of(name, text("v")));
    MigratedDatabase impatient = MigratedDatabase.of(database::connect, SHORT, false);

    try (Connection other = database.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("lock table \"x\\'; drop table victim; --\" in exclusive mode");

      assertThatThrownBy(() -> impatient.migrate(Table.of(name, text("v"), text("w"))))
          .isInstanceOf(Transient.class)
          .hasMessageContaining(name + " is locked by session");
      other.rollback();
    }
    assertThat(migrated.isAsWanted(Table.of("victim", text("v")))).isTrue();
  }

  @Test
  void aLockThatSomebodyHoldsIsNamed() throws SQLException {
    migrated.migrate(Table.of("t", text("v")), Table.of("u", text("v")));
    MigratedDatabase impatient = MigratedDatabase.of(database::connect, SHORT, false);

    try (Connection other = database.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("set application_name = 'a report'; select * from t");

      assertThatThrownBy(() ->
              impatient.migrate(
                  Table.of("t", text("v"), text("w")), Table.of("u", text("v"), text("w"))))
          .isInstanceOf(Transient.class)
          .hasMessageContainingAll(
              flavour == Flavour.POSTGRES
                  ? new CharSequence[] {
                    "migrating t, u: still locked",
                    "t is locked by session",
                    "user postgres, application a report, idle in transaction"
                  }
                  : new CharSequence[] {
                    "migrating t: not done after 1 s: alter table \"public\".\"t\" add",
                    "SHOW SESSIONS",
                    "SHOW JOBS",
                    "57014"
                  });
      other.rollback();
    }
    assertThat(migrated.isAsWanted(Table.of("u", text("v")))).as("rolled back").isTrue();
  }

  @Test
  void aMigrationThatTakesTooLongIsNamed() throws SQLException {
    assumeThat(flavour).as("CockroachDB has no advisory locks").isEqualTo(Flavour.POSTGRES);
    MigratedDatabase impatient = MigratedDatabase.of(database::connect, SHORT, false);
    MigrationLock lock =
        MigrationLock.of(new io.cqdestination.postgres.dialect.SchemaName("public"));

    try (Connection other = database.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute(lock.statement());

      assertThatThrownBy(() -> impatient.migrate(Table.of("t", text("v"))))
          .isInstanceOf(Transient.class)
          .hasMessageContaining("another migration runs in session");
      other.rollback();
    }
  }

  @Test
  void aLockThatIsReleasedInTimeIsWaitedFor() throws Exception {
    migrated.migrate(Table.of("t", text("v")));
    Table wanted = Table.of("t", text("v"), text("w"));

    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
        Connection other = database.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("select * from t");
      Future<?> migration = executor.submit(() -> migrated.migrate(wanted));
      awaitWaitingSession();
      other.rollback();
      migration.get(20, TimeUnit.SECONDS);
    }
    assertThat(migrated.isAsWanted(wanted)).isTrue();
  }

  @Test
  void nothingOfTheSessionIsChanged() throws SQLException {
    try (Connection only = database.connect()) {
      MigratedDatabase pooled =
          MigratedDatabase.of(() -> new BorrowedConnection(only).get(), SHORT, false);

      pooled.migrate(Table.of("t", text("v")));
      assertThatThrownBy(() ->
              pooled.migrate(
                  Table.of(
                      "u",
                      new io.cqdestination.core.table.Column("v", Columns.TEXT, true, false, false),
                      text("xmax"))))
          .hasMessageContaining("xmax");

      assertThat(only.getAutoCommit()).isTrue();
      assertThat(only.getNetworkTimeout()).isZero();
      try (Statement statement = only.createStatement();
          var rows =
              statement.executeQuery(
                  """
                  select current_setting('lock_timeout'), current_setting('client_min_messages'),
                    (select count(*) from pg_locks where locktype = 'advisory')\
                  """)) {
        rows.next();
        assertThat(List.of(rows.getString(1), rows.getString(2), rows.getString(3)))
            .containsExactly("0", "notice", "0");
      }
    }
  }

  private void awaitWaitingSession() {
    Await.until(
        Duration.ofSeconds(20),
        "the migration waits for the lock",
        () ->
            !database
                .rows("select 1 from pg_stat_activity where wait_event_type = 'Lock'")
                .isEmpty());
  }

  private void atTheSameTime(java.util.function.Consumer<MigratedDatabase> work) throws Exception {
    CyclicBarrier start = new CyclicBarrier(PROCESSES);
    try (ExecutorService executor = Executors.newFixedThreadPool(PROCESSES)) {
      List<Future<?>> processes = new ArrayList<>();
      for (int i = 0; i < PROCESSES; i++) {
        processes.add(
            executor.submit(() -> {
              MigratedDatabase process = MigratedDatabase.of(database);
              start.await(20, TimeUnit.SECONDS);
              work.accept(process);
              return null;
            }));
      }
      for (Future<?> process : processes) {
        process.get(60, TimeUnit.SECONDS);
      }
    }
  }
}
