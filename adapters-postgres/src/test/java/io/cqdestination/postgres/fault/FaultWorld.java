package io.cqdestination.postgres.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.core.batching.BatchLimits;
import io.cqdestination.core.measure.StreamMeter;
import io.cqdestination.core.migration.DerivedTables;
import io.cqdestination.core.migration.MigrationPlanner;
import io.cqdestination.core.sync.FailurePolicy;
import io.cqdestination.core.sync.PlannedTableMigrator;
import io.cqdestination.core.sync.SessionTimer;
import io.cqdestination.core.sync.StaleGuard;
import io.cqdestination.core.sync.StalePolicy;
import io.cqdestination.core.sync.StreamPorts;
import io.cqdestination.core.sync.SyncSession;
import io.cqdestination.core.sync.TableMigrator;
import io.cqdestination.core.sync.WriteMessage;
import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.Flavour;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.fixtures.proxy.FaultProxy;
import io.cqdestination.postgres.catalog.TableCatalog;
import io.cqdestination.postgres.connection.ClientEnvironment;
import io.cqdestination.postgres.connection.ConnectionSource;
import io.cqdestination.postgres.connection.PostgresDataSource;
import io.cqdestination.postgres.copy.ChunkPool;
import io.cqdestination.postgres.ddl.TableChanger;
import io.cqdestination.postgres.ddl.TableGrants;
import io.cqdestination.postgres.delete.DeleteStatements;
import io.cqdestination.postgres.delete.DeletionFollower;
import io.cqdestination.postgres.delete.GuardedDeletions;
import io.cqdestination.postgres.delete.PostgresRowDeleter;
import io.cqdestination.postgres.delete.PostgresStaleRowCounter;
import io.cqdestination.postgres.dialect.ObjectNames;
import io.cqdestination.postgres.dialect.SchemaName;
import io.cqdestination.postgres.failure.RetriedTransaction;
import io.cqdestination.postgres.fixture.TestDatabase;
import io.cqdestination.postgres.fixture.WritingWay;
import io.cqdestination.postgres.history.HistoryDeletion;
import io.cqdestination.postgres.history.HistoryTables;
import io.cqdestination.postgres.history.StreamHistory;
import io.cqdestination.postgres.pool.ConnectionPool;
import io.cqdestination.postgres.pool.PoolLimits;
import io.cqdestination.postgres.refused.RefusedRowTable;
import io.cqdestination.postgres.write.BatchTransactions;
import io.cqdestination.postgres.write.CommitWorkers;
import io.cqdestination.postgres.write.GroupLimits;
import io.cqdestination.postgres.write.PostgresBatchWriter;
import io.cqdestination.postgres.write.RetryPolicy;
import io.cqdestination.postgres.write.RowDerivation;
import io.cqdestination.postgres.write.StreamStage;
import io.cqdestination.postgres.write.Writers;
import io.cqdestination.testkit.Await;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A database behind a proxy, and what writes into it put together as in the product, with short
 * limits: a silence of a second is asked about, a batch has 20 rows.
 */
final class FaultWorld implements AutoCloseable {
  static final Duration LIMIT = Duration.ofSeconds(60);
  static final int BATCH_ROWS = 20;
  private static final Duration SILENCE = Duration.ofSeconds(1);
  private static final int WRITERS = 2;
  private static final BatchLimits LIMITS = new BatchLimits(BATCH_ROWS, 1 << 20, LIMIT, 1 << 20);

  /** Over a line that is longer than any cold code takes. */
  private static final int WRITERS_OVER_LONG_LINE = 4;

  private static final Duration LONG_LINE = Duration.ofMillis(50);

  private final PostgresServer server;
  private final TestDatabase database;
  private final FaultProxy proxy;
  private final SessionTimer timer = new SessionTimer(LIMIT);
  private final ChunkPool chunks = new ChunkPool(1 << 20);
  private final ConnectionSource opener;
  private final ConnectionPool pool;
  private final RetriedTransaction transactions;
  private final TableCatalog catalog;
  private final Duration retryTimeout;
  private final GroupLimits groups;
  private final Writers writers;
  private final boolean keepsHistory;

  /** Small batches are written together. */
  FaultWorld(PostgresServer server, Duration retryTimeout) {
    this(server, new WritingWay(Flavour.POSTGRES, GroupLimits.ORDINARY), retryTimeout);
  }

  FaultWorld(PostgresServer server, WritingWay way, Duration retryTimeout) {
    this(server, way, retryTimeout, SILENCE, false);
  }

  /** Every version of rows with keys is kept. */
  static FaultWorld keepingHistory(WritingWay way, Duration retryTimeout) {
    return new FaultWorld(PostgresServer.shared(), way, retryTimeout, SILENCE, true);
  }

  /** Where nobody asks about a silence, only what is sent for the stream goes through the proxy. */
  static FaultWorld withoutInquiries(PostgresServer server, Duration retryTimeout) {
    return new FaultWorld(
        server, new WritingWay(Flavour.POSTGRES, GroupLimits.ORDINARY), retryTimeout, LIMIT, false);
  }

  /** As {@link #withoutInquiries}, where every version of rows with keys is kept. */
  static FaultWorld keepingHistoryWithoutInquiries(PostgresServer server, Duration retryTimeout) {
    return new FaultWorld(
        server, new WritingWay(Flavour.POSTGRES, GroupLimits.ORDINARY), retryTimeout, LIMIT, true);
  }

  private FaultWorld(
      PostgresServer server,
      WritingWay way,
      Duration retryTimeout,
      Duration silence,
      boolean keepsHistory) {
    this.keepsHistory = keepsHistory;
    this.server = server;
    this.retryTimeout = retryTimeout;
    this.groups = way.groups();
    this.database = TestDatabase.of(way.flavour().create(server));
    this.proxy = FaultProxy.to(server);
    this.writers = new Writers(WRITERS, way.distant() ? WRITERS_OVER_LONG_LINE : WRITERS);
    if (way.distant()) {
      proxy.delay(LONG_LINE);
    }
    this.opener = source(silence)::getConnection;
    this.pool =
        new ConnectionPool(
            opener,
            new PoolLimits(
                writers.most() + 1, LIMIT.multipliedBy(10), LIMIT.multipliedBy(10), LIMIT));
    this.transactions = new RetriedTransaction(pool, retryTimeout);
    this.catalog =
        new TableCatalog(transactions, database.dialect(), new SchemaName(database.schema()));
  }

  private PostgresDataSource source(Duration silence) {
    return PostgresDataSource.of(
        database.sql().connectionString(proxy.port()) + "&connect_timeout=2",
        new ClientEnvironment(Map.of(), Optional.empty(), Optional.of("nobody"), List.of()),
        silence);
  }

  PostgresServer server() {
    return server;
  }

  TestDatabase tables() {
    return database;
  }

  Database sql() {
    return database.sql();
  }

  FaultProxy proxy() {
    return proxy;
  }

  ConnectionPool pool() {
    return pool;
  }

  long heldBytes() {
    return chunks.lentBytes();
  }

  /** A new stream of messages. */
  SyncSession session(FailurePolicy policy, BatchLimits limits) {
    return session(policy, limits, Optional.empty());
  }

  /** A new stream of messages that is published as a whole. */
  SyncSession publishingSession(FailurePolicy policy) {
    return publishingSession(policy, StalePolicy.ALWAYS);
  }

  /** A new stream of messages that is published as a whole. */
  SyncSession publishingSession(FailurePolicy policy, StalePolicy stale) {
    Optional<StreamHistory> history = history();
    PostgresRowDeleter deleter = deleter(Optional.empty(), history);
    StreamStage stage =
        new StreamStage(
            opener,
            pool,
            new RetryPolicy(retryTimeout, 0),
            new GuardedDeletions(
                deleter,
                new PostgresStaleRowCounter(database.schema(), database.mapping(), transactions),
                stale));
    PostgresBatchWriter writer = writer(Optional.empty(), Optional.of(stage), history);
    return session(new StreamPorts(writer, stage, StaleGuard.NONE, stage), policy, LIMITS);
  }

  /** A new stream of messages that sets refused rows aside. */
  SyncSession sessionSettingAside(long mostRows) {
    return session(
        FailurePolicy.END_STREAM,
        LIMITS,
        Optional.of(new RefusedRowTable(database.schema(), transactions, mostRows)));
  }

  private SyncSession session(
      FailurePolicy policy, BatchLimits limits, Optional<RefusedRowTable> refusedRows) {
    Optional<StreamHistory> history = history();
    return session(
        StreamPorts.perBatch(
            writer(refusedRows, Optional.empty(), history),
            deleter(refusedRows, history),
            StaleGuard.NONE),
        policy,
        limits);
  }

  private SyncSession session(StreamPorts ports, FailurePolicy policy, BatchLimits limits) {
    return new SyncSession(ports, migrator(), limits, policy, timer, StreamMeter.NONE, _ -> {});
  }

  private PostgresBatchWriter writer(
      Optional<RefusedRowTable> refusedRows,
      Optional<StreamStage> stage,
      Optional<StreamHistory> history) {
    CommitWorkers workers =
        new CommitWorkers(
            pool,
            BatchTransactions.of(database.dialect(), refusedRows),
            new RetryPolicy(retryTimeout, 0),
            groups,
            writers);
    return new PostgresBatchWriter(
        database.schema(),
        database.mapping(),
        catalog,
        chunks,
        workers,
        RowDerivation.NONE,
        stage,
        history);
  }

  private Optional<StreamHistory> history() {
    return keepsHistory ? Optional.of(new StreamHistory(catalog)) : Optional.empty();
  }

  private PostgresRowDeleter deleter(
      Optional<RefusedRowTable> refusedRows, Optional<StreamHistory> history) {
    List<DeletionFollower> followers =
        history.stream()
            .<DeletionFollower>map(known -> new HistoryDeletion(database.schema(), known))
            .toList();
    return new PostgresRowDeleter(
        database.schema(),
        database.dialect(),
        database.mapping(),
        database.catalog(),
        transactions,
        DeleteStatements.with(database.schema(), followers),
        refusedRows);
  }

  /** Makes and changes tables. */
  TableMigrator migrator() {
    SchemaName schema = new SchemaName(database.schema());
    return new PlannedTableMigrator(
        new MigrationPlanner(
            database.mapping(), database.dialect().capabilities(), derived(schema)),
        catalog,
        new TableChanger(
            pool, database.dialect(), schema, catalog, TableGrants.NONE, retryTimeout));
  }

  private List<DerivedTables> derived(SchemaName schema) {
    return keepsHistory
        ? List.of(
            new HistoryTables(
                database.mapping(), database.dialect(), ObjectNames.USUAL_LIMIT, schema))
        : List.of();
  }

  SyncSession session() {
    return session(FailurePolicy.END_STREAM, LIMITS);
  }

  /** Makes the tables of streams, with rows in them where the mode says so. */
  void create(WriteMode mode, RandomStream stream) {
    database.create(stream.table());
    if (mode.isFilled()) {
      stream.model().had(Gate.ROW + 1, -1);
      sql()
          .execute(
              "INSERT INTO %s VALUES (%d, -1, 'old')"
                  .formatted(stream.table().name(), Gate.ROW + 1));
      for (long id = 1; id <= 2 * BATCH_ROWS; id++) {
        stream.model().had(id, -1);
      }
      sql()
          .execute(
              "INSERT INTO %s SELECT i, -1, 'old' FROM generate_series(1, %d) i"
                  .formatted(stream.table().name(), 2 * BATCH_ROWS));
    }
  }

  /** The rows of a stream's table: id and value, in order. */
  List<List<Long>> rows(RandomStream stream) {
    return sql()
        .rows("SELECT id, value FROM %s ORDER BY id, value".formatted(stream.table().name()))
        .stream()
        .map(row -> row.stream().map(Long::valueOf).toList())
        .toList();
  }

  /** Nothing is held any more: no bytes, no connections, no threads. */
  void assertNothingIsLeft() {
    assertThat(chunks.lentBytes()).as("bytes of chunks").isZero();
    pool.close();
    Await.until(LIMIT, "all connections are back", () -> pool.size() == 0);
    Await.until(LIMIT, "no session is left", () -> database.sql().sessions().isEmpty());
    Await.until(LIMIT, "the writers' threads have ended", FaultWorld::noWriterRuns);
  }

  private static boolean noWriterRuns() {
    return Thread.getAllStackTraces().keySet().stream()
        .noneMatch(thread -> thread.getName().startsWith("writer-"));
  }

  static WriteMessage insert(io.cqdestination.core.record.RecordBatch record) {
    return new WriteMessage.InsertRecord(record);
  }

  @Override
  public void close() {
    pool.close();
    timer.close();
    proxy.close();
    database.close();
  }
}
