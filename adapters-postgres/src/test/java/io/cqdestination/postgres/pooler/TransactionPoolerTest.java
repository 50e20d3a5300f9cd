package io.cqdestination.postgres.pooler;

import static io.cqdestination.postgres.fixture.Records.record;
import static io.cqdestination.postgres.fixture.Records.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.migration.MigrationMode;
import io.cqdestination.core.migration.MigrationPlanner;
import io.cqdestination.core.sync.PlannedTableMigrator;
import io.cqdestination.core.sync.WriteMessage.DeleteRecord;
import io.cqdestination.core.sync.WriteMessage.MigrateTable;
import io.cqdestination.core.sync.WriteMessage.TableRelation;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.Table;
import io.cqdestination.fixtures.postgres.PgBouncer;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.postgres.catalog.TableCatalog;
import io.cqdestination.postgres.connection.ClientEnvironment;
import io.cqdestination.postgres.connection.ConnectionFailure;
import io.cqdestination.postgres.connection.ConnectionFailureCode;
import io.cqdestination.postgres.connection.ConnectionSource;
import io.cqdestination.postgres.connection.ConnectionTest;
import io.cqdestination.postgres.connection.PostgresDataSource;
import io.cqdestination.postgres.ddl.TableChanger;
import io.cqdestination.postgres.ddl.TableGrants;
import io.cqdestination.postgres.delete.DeleteStatements;
import io.cqdestination.postgres.delete.PostgresRowDeleter;
import io.cqdestination.postgres.dialect.SchemaName;
import io.cqdestination.postgres.failure.RetriedTransaction;
import io.cqdestination.postgres.fixture.Records;
import io.cqdestination.postgres.fixture.SingleDeletion;
import io.cqdestination.postgres.fixture.StreamWriter;
import io.cqdestination.postgres.fixture.TestDatabase;
import io.cqdestination.postgres.fixture.Types;
import io.cqdestination.postgres.write.StageRequirements;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that is sent to a database, sent through PgBouncer in transaction mode. */
class TransactionPoolerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Table PLAIN = Table.of("plain", Column.of("n", Types.INT64));
  private static final Table KEYED =
      Table.of(
          "keyed", new Column("k", Types.TEXT, false, true, false), Column.of("v", Types.TEXT));

  private static @Nullable PgBouncer usual;

  private TestDatabase database;

  @BeforeAll
  static void startPooler() {
    boolean installed = PgBouncer.program().isPresent();
    if (!installed) {
      System.err.println("skipped: pgbouncer is not installed, so nothing is sent through it");
    }
    assumeTrue(installed, "pgbouncer is not installed");
    usual = PgBouncer.start(PostgresServer.shared());
  }

  @AfterAll
  static void stopPooler() {
    if (usual != null) {
      usual.close();
    }
  }

  @BeforeEach
  void create() {
    database = TestDatabase.create();
  }

  @AfterEach
  void drop() {
    // The pooler keeps its sessions, and a database with sessions cannot be dropped.
    terminateSessions();
    database.close();
  }

  private void terminateSessions() {
    database
        .sql()
        .server()
        .administration()
        .execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%s'"
                .formatted(database.sql().name()));
  }

  private ConnectionSource opener(String parameters) {
    return opener(java.util.Objects.requireNonNull(usual), parameters);
  }

  private ConnectionSource opener(PgBouncer pooler, String parameters) {
    return PostgresDataSource.of(
            database.sql().connectionString(pooler.port()) + parameters,
            new ClientEnvironment(Map.of(), Optional.empty(), Optional.of("nobody"), List.of()))
        ::getConnection;
  }

  private void migrate(MigrationMode mode, Table... tables) {
    SchemaName schema = new SchemaName(database.schema());
    TableCatalog catalog = new TableCatalog(opener(""), database.dialect(), schema);
    new PlannedTableMigrator(
            new MigrationPlanner(database.mapping(), database.dialect().capabilities()),
            catalog,
            new TableChanger(
                opener(""), database.dialect(), schema, catalog, TableGrants.NONE, PATIENCE))
        .migrate(List.of(tables).stream().map(table -> new MigrateTable(table, mode)).toList());
  }

  private StreamWriter writer(ConnectionSource opener) {
    return new StreamWriter(database, opener, PATIENCE);
  }

  private long count(String table) {
    return Long.parseLong(String.valueOf(database.sql().value("SELECT count(*) FROM " + table)));
  }

  @Test
  void tables_are_created_changed_and_dropped() {
    Table wider = Table.of("plain", Column.of("n", Types.INT64), Column.of("more", Types.JSON));
    Table other = Table.of("plain", Column.of("n", Types.TEXT));
    migrate(MigrationMode.SAFE, PLAIN, KEYED);
    migrate(MigrationMode.SAFE, wider);
    assertThat(database.read(wider)).isEmpty();
    assertThatThrownBy(() -> migrate(MigrationMode.SAFE, other))
        .isInstanceOf(DestinationException.RefusedMigration.class);
    migrate(MigrationMode.FORCED, other);
    assertThat(database.read(other)).isEmpty();
  }

  @Test
  void rows_are_appended_by_overlapping_batches() {
    migrate(MigrationMode.SAFE, PLAIN);
    append(opener(""), 40);
    assertThat(count("plain")).isEqualTo(80);
  }

  private void append(ConnectionSource opener, int batches) {
    try (StreamWriter writer = writer(opener)) {
      List<CompletableFuture<Void>> outcomes = new ArrayList<>();
      for (long i = 0; i < batches; i++) {
        outcomes.add(writer.commit(record(PLAIN, row(2 * i), row(2 * i + 1))));
      }
      outcomes.forEach(StreamWriter::await);
    }
  }

  @Test
  void rows_replace_those_with_their_key_and_are_read_back() {
    migrate(MigrationMode.SAFE, KEYED);
    try (StreamWriter writer = writer(opener(""))) {
      writer.write(record(KEYED, row("a", "1"), row("b", "1")));
      writer.write(record(KEYED, row("b", "2"), row("c", "2")));
      writer.write(record(KEYED, row("c", "3")));
    }

    List<List<@Nullable Object>> rows = new ArrayList<>();
    database.reader(opener("")).read(KEYED, batch -> rows.addAll(Records.rows(batch)));
    assertThat(rows).containsExactlyInAnyOrder(row("a", "1"), row("b", "2"), row("c", "3"));
  }

  @Test
  void records_are_deleted_with_their_descendants() {
    database
        .sql()
        .execute(
            "CREATE TABLE parent (_cq_id uuid); CREATE TABLE child (_cq_id uuid, _cq_parent_id"
                + " uuid); INSERT INTO parent VALUES (gen_random_uuid()); INSERT INTO child SELECT"
                + " gen_random_uuid(), _cq_id FROM parent");
    SingleDeletion.delete(
        new PostgresRowDeleter(
            database.schema(),
            database.dialect(),
            database.mapping(),
            database.catalog(),
            new RetriedTransaction(opener(""), PATIENCE),
            DeleteStatements.plain(database.schema()),
            Optional.empty()),
        new DeleteRecord("parent", List.of(), List.of(new TableRelation("child", "parent"))));

    assertThat(count("parent") + count("child")).isZero();
  }

  @Test
  void sessions_that_the_server_ends_behind_the_pooler_lose_and_repeat_nothing() {
    migrate(MigrationMode.SAFE, PLAIN, KEYED);
    try (StreamWriter writer = writer(opener(""))) {
      List<CompletableFuture<Void>> outcomes = new ArrayList<>();
      for (long i = 0; i < 60; i++) {
        outcomes.add(writer.commit(record(PLAIN, row(i))));
        outcomes.add(writer.commit(record(KEYED, row("k" + i % 7, "v" + i))));
        if (i % 15 == 7) {
          terminateSessions();
        }
      }
      outcomes.forEach(StreamWriter::await);
    }

    assertThat(count("plain")).isEqualTo(60);
    assertThat(database.sql().value("SELECT count(DISTINCT n) FROM plain")).isEqualTo("60");
    assertThat(database.sql().value("SELECT v FROM keyed WHERE k = 'k3'")).isEqualTo("v59");
  }

  @Test
  void nothing_is_kept_back_for_a_stream_that_has_no_session_of_its_own() throws SQLException {
    assertThat(StageRequirements.unmet(opener(""), database.dialect()))
        .hasValueSatisfying(
            reason -> assertThat(reason).contains("a pooler that gives each transaction another"));
    assertThat(StageRequirements.unmet(database.connections(), database.dialect())).isEmpty();
    try (PgBouncer sessions = PgBouncer.start(PostgresServer.shared(), "pool_mode = session")) {
      assertThat(StageRequirements.unmet(opener(sessions, ""), database.dialect())).isEmpty();
    }
  }

  @Test
  void one_session_behind_the_pooler_is_enough() {
    migrate(MigrationMode.SAFE, PLAIN, KEYED);
    try (PgBouncer narrow =
        PgBouncer.start(
            PostgresServer.shared(), "default_pool_size = 1", "max_db_connections = 1")) {
      append(opener(narrow, ""), 6);
      try (StreamWriter writer = writer(opener(narrow, ""))) {
        writer.write(record(KEYED, row("a", "1")));
        writer.write(record(KEYED, row("a", "2")));
      }
    }

    assertThat(count("plain")).isEqualTo(12);
    assertThat(database.sql().value("SELECT v FROM keyed")).isEqualTo("2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"search_path", "extra_float_digits", "options"})
  void a_setting_that_the_pooler_refuses_is_named(String setting) {
    ConnectionFailure failure = ConnectionTest.run(opener("&" + setting + "=1")).orElseThrow();

    assertThat(failure.code()).isEqualTo(ConnectionFailureCode.CONN_FAILED);
    assertThat(failure.description()).contains(setting);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "&application_name=mine", "&client_encoding=UTF8", "&connect_timeout=20"})
  void settings_that_the_pooler_keeps_track_of_are_no_hindrance(String parameters) {
    assertThat(ConnectionTest.run(opener(parameters))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "dbname=no_such_database,UNKNOWN_DATABASE",
    "password=wrong,AUTH_FAILED",
    "user=no_such_user,AUTH_FAILED"
  })
  void what_the_pooler_says_of_the_server_is_understood(String other, ConnectionFailureCode code) {
    assertThat(ConnectionTest.run(opener("&" + other)))
        .hasValueSatisfying(failure -> assertThat(failure.code()).isEqualTo(code));
  }
}
