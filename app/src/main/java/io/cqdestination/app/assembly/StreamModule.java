package io.cqdestination.app.assembly;

import dagger.Module;
import dagger.Provides;
import io.cqdestination.app.spec.DestinationSpec;
import io.cqdestination.core.batching.BatchWriter;
import io.cqdestination.core.migration.SchemaCatalog;
import io.cqdestination.core.migration.TableMapping;
import io.cqdestination.core.sync.StaleGuard;
import io.cqdestination.core.sync.StreamPorts;
import io.cqdestination.postgres.catalog.TableCatalog;
import io.cqdestination.postgres.connection.PostgresDataSource;
import io.cqdestination.postgres.copy.ChunkPool;
import io.cqdestination.postgres.delete.DeleteStatements;
import io.cqdestination.postgres.delete.DeletionFollower;
import io.cqdestination.postgres.delete.GuardedDeletions;
import io.cqdestination.postgres.delete.PostgresRowDeleter;
import io.cqdestination.postgres.delete.PostgresStaleRowCounter;
import io.cqdestination.postgres.dialect.DatabaseFacts;
import io.cqdestination.postgres.dialect.SchemaName;
import io.cqdestination.postgres.failure.RetriedTransaction;
import io.cqdestination.postgres.history.HistoryDeletion;
import io.cqdestination.postgres.history.StreamHistory;
import io.cqdestination.postgres.logging.LoggedConnections;
import io.cqdestination.postgres.pool.ConnectionPool;
import io.cqdestination.postgres.refused.RefusedRowTable;
import io.cqdestination.postgres.upkeep.AnalyzingBatchWriter;
import io.cqdestination.postgres.upkeep.TableAnalysis;
import io.cqdestination.postgres.vector.ChunkDeletion;
import io.cqdestination.postgres.vector.EmbeddingSetup;
import io.cqdestination.postgres.write.BatchTransactions;
import io.cqdestination.postgres.write.CommitWorkers;
import io.cqdestination.postgres.write.GroupLimits;
import io.cqdestination.postgres.write.PostgresBatchWriter;
import io.cqdestination.postgres.write.RetryPolicy;
import io.cqdestination.postgres.write.RowDerivation;
import io.cqdestination.postgres.write.StreamStage;
import io.cqdestination.postgres.write.Writers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How what carries out one stream is made. */
@Module
final class StreamModule {
  /**
   * A second connection is what beats COPY itself; more than the server has processors gain
   * nothing, unless it is the line that is waited for.
   */
  private static final int WRITERS = 2;

  /** Each holds a batch; with them a line of a tenth of a second is filled. */
  private static final int MOST_WRITERS = 8;

  /** For look-ups, deletions and other streams. */
  private static final int SPARE_CONNECTIONS = 2;

  private StreamModule() {}

  @Provides
  @StreamScope
  static Optional<StreamHistory> history(DestinationSpec spec, TableCatalog catalog) {
    return spec.writesHistory() ? Optional.of(new StreamHistory(catalog)) : Optional.empty();
  }

  @Provides
  static DeleteStatements deleteStatements(
      SchemaName schema, Optional<EmbeddingSetup> embeddings, Optional<StreamHistory> history) {
    List<DeletionFollower> followers = new ArrayList<>();
    embeddings.ifPresent(setup -> followers.add(new ChunkDeletion(setup.tables())));
    history.ifPresent(known -> followers.add(new HistoryDeletion(schema.value(), known)));
    return DeleteStatements.with(schema.value(), followers);
  }

  @Provides
  static PostgresRowDeleter deleter(
      DatabaseFacts facts,
      TableMapping mapping,
      SchemaCatalog catalog,
      RetriedTransaction transactions,
      SchemaName schema,
      DeleteStatements statements,
      Optional<RefusedRowTable> refusedRows) {
    return new PostgresRowDeleter(
        schema.value(), facts.dialect(), mapping, catalog, transactions, statements, refusedRows);
  }

  @Provides
  static RetryPolicy retryPolicy(DestinationSpec spec) {
    return new RetryPolicy(spec.retryTimeout(), spec.retryOnDeadlock());
  }

  @Provides
  static Optional<StreamStage> stage(
      DestinationSpec spec,
      PostgresDataSource database,
      ConnectionPool pool,
      RetryPolicy retries,
      PostgresRowDeleter deleter,
      PostgresStaleRowCounter counter) {
    return spec.publishesAtEnd()
        ? Optional.of(
            new StreamStage(
                LoggedConnections.of(database::getConnection, spec.driverLogLevel()),
                pool,
                retries,
                new GuardedDeletions(deleter, counter, spec.stale())))
        : Optional.empty();
  }

  @Provides
  static StreamPorts stream(
      TableMapping mapping,
      TableCatalog catalog,
      ChunkPool chunks,
      ConnectionPool pool,
      BatchTransactions transactions,
      SchemaName schema,
      DestinationSpec spec,
      RetryPolicy retries,
      RowDerivation derivation,
      PostgresRowDeleter deleter,
      PostgresStaleRowCounter counter,
      Optional<StreamStage> stage,
      Optional<StreamHistory> history) {
    CommitWorkers workers =
        new CommitWorkers(
            pool,
            transactions,
            retries,
            GroupLimits.ORDINARY,
            new Writers(
                WRITERS, Math.clamp(pool.limit() - SPARE_CONNECTIONS, WRITERS, MOST_WRITERS)));
    BatchWriter rows =
        new PostgresBatchWriter(
            schema.value(), mapping, catalog, chunks, workers, derivation, stage, history);
    BatchWriter writer =
        spec.analysis()
            .map(policy -> new TableAnalysis(pool, schema, policy))
            .<BatchWriter>map(analysis -> new AnalyzingBatchWriter(rows, mapping, analysis))
            .orElse(rows);
    return stage
        .map(kept -> new StreamPorts(writer, kept, StaleGuard.NONE, kept))
        .orElseGet(
            () -> StreamPorts.perBatch(writer, deleter, new StaleGuard(spec.stale(), counter)));
  }
}
