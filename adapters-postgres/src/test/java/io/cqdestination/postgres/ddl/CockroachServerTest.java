package io.cqdestination.postgres.ddl;

import static io.cqdestination.postgres.ddl.Columns.LONG;
import static io.cqdestination.postgres.ddl.Columns.UUID;
import static io.cqdestination.postgres.ddl.Columns.key;
import static io.cqdestination.postgres.ddl.Columns.notNull;
import static io.cqdestination.postgres.ddl.Columns.number;
import static io.cqdestination.postgres.ddl.Columns.rowId;
import static io.cqdestination.postgres.ddl.Columns.text;
import static io.cqdestination.postgres.ddl.Columns.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cqdestination.core.batching.OpenBatch;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.sync.WriteMessage.DeleteStale;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.Table;
import io.cqdestination.core.table.TimeUnit;
import io.cqdestination.postgres.catalog.TableCatalog;
import io.cqdestination.postgres.connection.ConnectionSource;
import io.cqdestination.postgres.copy.ChunkPool;
import io.cqdestination.postgres.delete.DeleteStatements;
import io.cqdestination.postgres.delete.PostgresRowDeleter;
import io.cqdestination.postgres.dialect.CockroachDialect;
import io.cqdestination.postgres.dialect.DatabaseFacts;
import io.cqdestination.postgres.failure.RetriedTransaction;
import io.cqdestination.postgres.fixture.RandomValues;
import io.cqdestination.postgres.fixture.Records;
import io.cqdestination.postgres.fixture.SingleDeletion;
import io.cqdestination.postgres.fixture.StreamWriter;
import io.cqdestination.postgres.fixture.Types;
import io.cqdestination.postgres.read.CockroachRowReader;
import io.cqdestination.postgres.type.StoredTableMapping;
import io.cqdestination.postgres.write.BatchTransactions;
import io.cqdestination.postgres.write.CommitWorkers;
import io.cqdestination.postgres.write.GroupLimits;
import io.cqdestination.postgres.write.PostgresBatchWriter;
import io.cqdestination.postgres.write.RetryPolicy;
import io.cqdestination.postgres.write.RowDerivation;
import io.cqdestination.postgres.write.Writers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * The real CockroachDB: the oldest version that is supported and the newest, or the one that the
 * system property {@value #VERSION} names by its image's tag. Needs Docker, and is skipped without
 * it unless a version is named.
 */
class CockroachServerTest {
  private static final String VERSION = "cqdestination.cockroach.version";
  private static final int SQL_PORT = 26257;
  private static final int HTTP_PORT = 8080;
  private static final Duration LIMIT = StreamWriter.LIMIT;
  private static final Instant FIRST_SYNC = Instant.parse("2026-01-01T00:00:00Z");

  @BeforeAll
  static void needsDocker() {
    boolean available = DockerClientFactory.instance().isDockerAvailable();
    String reason = "skipped: CockroachDB runs in a container, and there is no Docker here";
    if (!available) {
      System.out.println(CockroachServerTest.class.getSimpleName() + " " + reason);
    }
    assumeTrue(available || System.getProperty(VERSION) != null, reason);
  }

  static List<String> tags() {
    String named = System.getProperty(VERSION);
    return named == null ? List.of("v20.2.19", "latest") : List.of(named);
  }

  @ParameterizedTest
  @MethodSource("tags")
  void tablesAreMigratedAndRowsWrittenReadAndDeleted(String tag) throws SQLException {
    DockerImageName image = DockerImageName.parse("cockroachdb/cockroach").withTag(tag);
    try (GenericContainer<?> container =
        new GenericContainer<>(image)
            .withCommand("start-single-node", "--insecure")
            .withExposedPorts(SQL_PORT, HTTP_PORT)
            .waitingFor(Wait.forHttp("/health?ready=1").forPort(HTTP_PORT))) {
      container.start();
      String url =
          "jdbc:postgresql://%s:%d/defaultdb?user=root&sslmode=disable"
              .formatted(container.getHost(), container.getMappedPort(SQL_PORT));
      Server server = Server.of(() -> DriverManager.getConnection(url));
      assertThat(server.facts().dialect()).isInstanceOf(CockroachDialect.class);
      migrate(server.migrated());
      write(server);
    }
  }

  private static void migrate(MigratedDatabase migrated) {
    migrated.migrate(Table.of("m", rowId(), key("id", LONG), unique("u", LONG)));
    assertThat(migrated.isAsWanted(Table.of("m", rowId(), key("id", LONG), unique("u", LONG))))
        .isTrue();
    migrated.migrate(Table.of("m", rowId(), key("id", LONG), number("u"), text("added")));
    assertThat(migrated.table("m").column("u").orElseThrow().uniqueConstraint()).isNull();
    Table moved =
        Table.of("m", key("_cq_id", UUID), notNull("id", LONG), number("u"), text("added"));
    migrated.migrate(moved);
    assertThat(migrated.isAsWanted(moved)).isTrue();
    assertThat(migrated.table("m").surroundings().indexNames()).doesNotContain("m_id_key");
    migrated.migrate(Table.of("keyless", text("v")));
    assertThat(migrated.table("keyless").primaryKey()).isNull();
    migrated.force(Table.of("keyless", number("v")));
    assertThat(migrated.isAsWanted(Table.of("keyless", number("v")))).isTrue();
  }

  private static void write(Server server) {
    for (boolean keyed : new boolean[] {false, true}) {
      Table table = everyType(keyed ? "keyed" : "appended", keyed);
      server.migrated().migrate(table);
      RecordBatch record = Records.record(table, rows(table));
      server.write(record);
      List<List<@Nullable Object>> read = server.read(table);
      assertThat(read).hasSize(record.rowCount());
      if (keyed) {
        server.write(record);
        assertThat(server.read(table)).containsExactlyInAnyOrderElementsOf(read);
      }
      SingleDeletion.delete(
          server.deleter(), new DeleteStale(table.name(), "source", FIRST_SYNC.plusSeconds(1)));
      assertThat(server.read(table)).isEmpty();
    }
  }

  private static List<List<@Nullable Object>> rows(Table table) {
    RandomValues values = new RandomValues(new Random(1));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (long i = 0; i < 1_500; i++) {
      List<@Nullable Object> row = new ArrayList<>(List.of(i, "source", micros(FIRST_SYNC)));
      for (Column column : table.columns().subList(row.size(), table.columns().size())) {
        row.add(values.nullable(column.type()));
      }
      rows.add(row);
    }
    return rows;
  }

  private static long micros(Instant time) {
    return time.getEpochSecond() * 1_000_000;
  }

  /** Every type but those whose values cannot be read back, and times beyond what all can hold. */
  private static Table everyType(String name, boolean keyed) {
    List<Column> columns =
        new ArrayList<>(
            List.of(
                new Column("number", LONG, !keyed, keyed, false),
                Column.of("_cq_source_name", Types.TEXT),
                Column.of("_cq_sync_time", Types.timestamp(TimeUnit.MICROSECOND))));
    Types.ALL.forEach((type, value) -> {
      if (!type.equals("struct") && !type.equals("timestamp") && !type.equals("date")) {
        columns.add(Column.of(type, value));
      }
    });
    columns.add(Column.of("texts", Types.list(Types.TEXT)));
    columns.add(Column.of("numbers", Types.list(Types.INT32)));
    columns.add(Column.of("documents", Types.list(Types.JSON)));
    return Table.of(name, columns.toArray(Column[]::new));
  }

  private record Server(
      ConnectionSource connections,
      DatabaseFacts facts,
      StoredTableMapping mapping,
      TableCatalog catalog,
      MigratedDatabase migrated) {
    static Server of(ConnectionSource connections) throws SQLException {
      try (Connection connection = connections.connect()) {
        DatabaseFacts facts = DatabaseFacts.read(connection);
        return new Server(
            connections,
            facts,
            new StoredTableMapping(facts.dialect(), facts.nameLimit(), false),
            new TableCatalog(connections, facts.dialect(), facts.currentSchema().orElseThrow()),
            MigratedDatabase.of(connections, LIMIT, false));
      }
    }

    String schema() {
      return facts.currentSchema().orElseThrow().value();
    }

    void write(RecordBatch record) {
      try (PostgresBatchWriter writer =
          new PostgresBatchWriter(
              schema(),
              mapping,
              catalog,
              new ChunkPool(1 << 20),
              new CommitWorkers(
                  connections,
                  BatchTransactions.of(facts.dialect(), Optional.empty()),
                  new RetryPolicy(LIMIT, 0),
                  GroupLimits.ORDINARY,
                  new Writers(2, 2)),
              RowDerivation.NONE,
              Optional.empty(),
              Optional.empty())) {
        OpenBatch batch = writer.open(record.table().name());
        batch.add(record, 0, record.rowCount());
        StreamWriter.await(writer.commit(List.of(batch)).getFirst());
      }
    }

    List<List<@Nullable Object>> read(Table table) {
      List<List<@Nullable Object>> rows = new ArrayList<>();
      new CockroachRowReader(schema(), mapping, catalog, connections)
          .read(table, batch -> rows.addAll(Records.rows(batch)));
      return rows;
    }

    PostgresRowDeleter deleter() {
      return new PostgresRowDeleter(
          schema(),
          facts.dialect(),
          mapping,
          catalog,
          new RetriedTransaction(connections, LIMIT),
          DeleteStatements.plain(schema()),
          Optional.empty());
    }
  }
}
