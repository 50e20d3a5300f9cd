package io.cqdestination.postgres.vector;

import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.core.batching.OpenBatch;
import io.cqdestination.core.embedding.EmbeddedTable;
import io.cqdestination.core.embedding.EmbeddingOptions;
import io.cqdestination.core.embedding.TableEmbedder;
import io.cqdestination.core.embedding.TextSplitter;
import io.cqdestination.core.migration.MigrationMode;
import io.cqdestination.core.migration.MigrationPlanner;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.sync.PlannedTableMigrator;
import io.cqdestination.core.sync.WriteMessage.MigrateTable;
import io.cqdestination.core.table.Table;
import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.PgvectorServer;
import io.cqdestination.postgres.catalog.TableCatalog;
import io.cqdestination.postgres.connection.ConnectionSource;
import io.cqdestination.postgres.copy.ChunkPool;
import io.cqdestination.postgres.ddl.TableChanger;
import io.cqdestination.postgres.ddl.TableGrants;
import io.cqdestination.postgres.delete.DeleteStatements;
import io.cqdestination.postgres.delete.PostgresRowDeleter;
import io.cqdestination.postgres.dialect.DatabaseFacts;
import io.cqdestination.postgres.dialect.SchemaName;
import io.cqdestination.postgres.failure.RetriedTransaction;
import io.cqdestination.postgres.type.StoredTableMapping;
import io.cqdestination.postgres.write.BatchTransactions;
import io.cqdestination.postgres.write.CommitWorkers;
import io.cqdestination.postgres.write.GroupLimits;
import io.cqdestination.postgres.write.PostgresBatchWriter;
import io.cqdestination.postgres.write.RetryPolicy;
import io.cqdestination.postgres.write.Writers;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** A database on a server with pgvector, and everything that embeds into it. */
final class EmbeddedDatabase implements AutoCloseable {
  static final int DIMENSIONS = 4;
  static final Duration LIMIT = Duration.ofSeconds(60);

  private final @Nullable Database database;
  private final RecordingEmbedder embedder;
  private final RetriedTransaction transactions;
  private final DatabaseFacts facts;
  private final SchemaName schema;
  private final EmbeddingSetup setup;
  private final TableCatalog catalog;
  private final PlannedTableMigrator migrator;
  private final PostgresBatchWriter writer;

  private EmbeddedDatabase(
      @Nullable Database database, ConnectionSource connections, EmbeddingOptions options) {
    this.database = database;
    this.embedder = new RecordingEmbedder(options.dimensions());
    this.transactions = new RetriedTransaction(connections, LIMIT);
    this.facts = facts(connections);
    this.schema = facts.currentSchema().orElseThrow();
    VectorExtension extension = ExtensionSetup.prepare(transactions, facts.dialect(), options);
    this.setup =
        EmbeddingSetup.of(
            options,
            extension,
            schema.value(),
            new StoredTableMapping(facts.dialect(), facts.nameLimit(), false));
    this.catalog = new TableCatalog(connections, facts.dialect(), schema);
    this.migrator =
        new PlannedTableMigrator(
            new MigrationPlanner(
                setup.mapping(), facts.dialect().capabilities(), List.of(setup.derived())),
            catalog,
            new TableChanger(
                connections, facts.dialect(), schema, catalog, TableGrants.NONE, LIMIT));
    ChunkPool chunks = new ChunkPool(1 << 20);
    this.writer =
        new PostgresBatchWriter(
            schema.value(),
            setup.mapping(),
            catalog,
            chunks,
            new CommitWorkers(
                connections,
                BatchTransactions.of(facts.dialect(), Optional.empty()),
                new RetryPolicy(LIMIT, 0),
                GroupLimits.ORDINARY,
                new Writers(2, 2)),
            new StreamEmbeddings(setup, new TableEmbedder(embedder), transactions, chunks),
            Optional.empty(),
            Optional.empty());
  }

  /** Ends the test, saying why, where there is no server with pgvector. */
  static void assumeServer() {
    @Nullable String absence = PgvectorServer.absence();
    if (absence != null) {
      System.out.println("skipped: " + absence);
    }
    Assumptions.assumeTrue(absence == null, absence);
  }

  /** A new database with short chunks of one table. */
  static EmbeddedDatabase create(EmbeddedTable... tables) {
    assumeServer();
    return over(PgvectorServer.shared().create(), options(tables));
  }

  /** The same database with other options, as by another Init. */
  static EmbeddedDatabase over(Database database, EmbeddingOptions options) {
    return new EmbeddedDatabase(database, database::connect, options);
  }

  /** A database of a server that is none of ours. */
  static EmbeddedDatabase over(ConnectionSource connections, EmbeddingOptions options) {
    return new EmbeddedDatabase(null, connections, options);
  }

  static EmbeddingOptions options(EmbeddedTable... tables) {
    return options(DIMENSIONS, false, false, tables);
  }

  static EmbeddingOptions options(
      int dimensions, boolean half, boolean indexed, EmbeddedTable... tables) {
    return new EmbeddingOptions(
        List.of(tables), new TextSplitter(20, 5), "model", dimensions, half, indexed);
  }

  Database sql() {
    return Objects.requireNonNull(database);
  }

  RecordingEmbedder embedder() {
    return embedder;
  }

  PostgresBatchWriter writer() {
    return writer;
  }

  PostgresRowDeleter deleter() {
    return new PostgresRowDeleter(
        schema.value(),
        facts.dialect(),
        setup.mapping(),
        catalog,
        transactions,
        DeleteStatements.with(schema.value(), List.of(new ChunkDeletion(setup.tables()))),
        Optional.empty());
  }

  void migrate(Table... tables) {
    migrate(MigrationMode.SAFE, tables);
  }

  void migrate(MigrationMode mode, Table... tables) {
    migrator.migrate(Arrays.stream(tables).map(table -> new MigrateTable(table, mode)).toList());
    writer.tablesChanged(List.of());
  }

  CompletableFuture<Void> commit(RecordBatch record) {
    OpenBatch batch = writer.open(record.table().name());
    batch.add(record, 0, record.rowCount());
    return writer.commit(List.of(batch)).getFirst();
  }

  /** Writes a batch and returns the texts that the service was asked for. */
  List<String> write(RecordBatch record) {
    assertThat(commit(record)).succeedsWithin(LIMIT.toSeconds(), TimeUnit.SECONDS);
    return embedder.takeAsked();
  }

  @Override
  public void close() {
    writer.close();
    if (database != null) {
      database.close();
    }
  }

  private static DatabaseFacts facts(ConnectionSource connections) {
    try (Connection connection = connections.connect()) {
      return DatabaseFacts.read(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
