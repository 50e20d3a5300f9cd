package io.cqdestination.app.assembly;

import dagger.Module;
import dagger.Provides;
import io.cqdestination.app.spec.DestinationSpec;
import io.cqdestination.core.batching.BatchLimits;
import io.cqdestination.core.embedding.Embedder;
import io.cqdestination.core.measure.SyncMeter;
import io.cqdestination.core.migration.DerivedTables;
import io.cqdestination.core.migration.MigrationPlanner;
import io.cqdestination.core.migration.SchemaCapabilities;
import io.cqdestination.core.migration.SchemaCatalog;
import io.cqdestination.core.migration.TableMapping;
import io.cqdestination.core.sync.DatabaseDestination;
import io.cqdestination.core.sync.Destination;
import io.cqdestination.core.sync.PlannedTableMigrator;
import io.cqdestination.core.sync.RowReader;
import io.cqdestination.core.sync.TableMigrator;
import io.cqdestination.postgres.catalog.TableCatalog;
import io.cqdestination.postgres.connection.PostgresDataSource;
import io.cqdestination.postgres.copy.ChunkPool;
import io.cqdestination.postgres.ddl.MigrationScript;
import io.cqdestination.postgres.ddl.StoredValueCheck;
import io.cqdestination.postgres.ddl.TableChanger;
import io.cqdestination.postgres.delete.PostgresStaleRowCounter;
import io.cqdestination.postgres.dialect.CockroachDialect;
import io.cqdestination.postgres.dialect.DatabaseFacts;
import io.cqdestination.postgres.dialect.PostgresDialect;
import io.cqdestination.postgres.dialect.SchemaName;
import io.cqdestination.postgres.failure.RetriedTransaction;
import io.cqdestination.postgres.history.HistoryTables;
import io.cqdestination.postgres.pool.ConnectionPool;
import io.cqdestination.postgres.read.CockroachRowReader;
import io.cqdestination.postgres.read.PostgresRowReader;
import io.cqdestination.postgres.refused.RefusedRowTable;
import io.cqdestination.postgres.type.PostgresWidening;
import io.cqdestination.postgres.type.StoredTableMapping;
import io.cqdestination.postgres.vector.EmbeddingSetup;
import io.cqdestination.postgres.write.BatchTransactions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How the objects of one Init are made. */
@Module(includes = EmbeddingModule.class, subcomponents = StreamComponent.class)
final class DestinationModule {
  /**
   * Most bytes of encoded rows that a stream holds, twice that over a long line: more gains little
   * speed, and the process should stay small (docs/performance.md).
   */
  private static final long HELD_BYTES = 26L << 20;

  /**
   * Most bytes of texts and vectors beside them: several batches, so that the embedding service has
   * the next one while the one before is written.
   */
  private static final long EMBEDDING_BYTES = 96L << 20;

  private DestinationModule() {}

  @Provides
  @DestinationScope
  static TableMapping mapping(DatabaseFacts facts, DestinationSpec spec) {
    return new StoredTableMapping(
        facts.dialect(), facts.nameLimit(), spec.createPerformanceIndexes());
  }

  @Provides
  static MigrationPlanner planner(
      DatabaseFacts facts,
      TableMapping mapping,
      SchemaName schema,
      DestinationSpec spec,
      Optional<EmbeddingSetup> embeddings) {
    SchemaCapabilities plain = facts.dialect().capabilities();
    SchemaCapabilities capabilities =
        spec.keepsRows() ? PostgresWidening.keepingRows(plain) : plain;
    List<DerivedTables> derived = new ArrayList<>();
    embeddings.ifPresent(setup -> derived.add(setup.derived()));
    if (spec.writesHistory()) {
      derived.add(new HistoryTables(mapping, facts.dialect(), facts.nameLimit(), schema));
    }
    return new MigrationPlanner(mapping, capabilities, derived);
  }

  @Provides
  @DestinationScope
  static RetriedTransaction transactions(ConnectionPool pool, DestinationSpec spec) {
    return new RetriedTransaction(pool, spec.retryTimeout());
  }

  @Provides
  @DestinationScope
  static TableCatalog tableCatalog(
      RetriedTransaction transactions, DatabaseFacts facts, SchemaName schema) {
    return new TableCatalog(transactions, facts.dialect(), schema);
  }

  @Provides
  static SchemaCatalog catalog(TableCatalog catalog) {
    return catalog;
  }

  @Provides
  static MigrationScript script(DatabaseFacts facts, SchemaName schema, DestinationSpec spec) {
    return new MigrationScript(facts.dialect(), schema, spec.grants());
  }

  @Provides
  static TableMigrator migrator(PlannedTableMigrator migrator) {
    return migrator;
  }

  @Provides
  static PlannedTableMigrator plannedMigrator(
      MigrationPlanner planner,
      TableCatalog catalog,
      ConnectionPool pool,
      RetriedTransaction transactions,
      DatabaseFacts facts,
      SchemaName schema,
      DestinationSpec spec) {
    return new PlannedTableMigrator(
        planner,
        catalog,
        new TableChanger(
            pool, facts.dialect(), schema, catalog, spec.grants(), spec.retryTimeout()),
        new StoredValueCheck(schema, transactions));
  }

  @Provides
  @DestinationScope
  static Optional<RefusedRowTable> refusedRows(
      RetriedTransaction transactions, SchemaName schema, DestinationSpec spec) {
    return spec.mostRefusedRows()
        .map(most -> new RefusedRowTable(schema.value(), transactions, most));
  }

  @Provides
  @DestinationScope
  static BatchTransactions batchTransactions(
      DatabaseFacts facts, Optional<RefusedRowTable> refusedRows) {
    return BatchTransactions.of(facts.dialect(), refusedRows);
  }

  @Provides
  static PostgresStaleRowCounter staleRowCounter(
      TableMapping mapping, RetriedTransaction transactions, SchemaName schema) {
    return new PostgresStaleRowCounter(schema.value(), mapping, transactions);
  }

  @Provides
  static RowReader reader(
      DatabaseFacts facts,
      TableMapping mapping,
      SchemaCatalog catalog,
      ConnectionPool pool,
      SchemaName schema) {
    return switch (facts.dialect()) {
      case PostgresDialect _ -> new PostgresRowReader(schema.value(), mapping, catalog, pool);
      case CockroachDialect _ -> new CockroachRowReader(schema.value(), mapping, catalog, pool);
    };
  }

  @Provides
  static BatchLimits limits(DestinationSpec spec) {
    long heldBytes = spec.embedding().isPresent() ? HELD_BYTES + EMBEDDING_BYTES : HELD_BYTES;
    return new BatchLimits(spec.batchSize(), spec.batchSizeBytes(), spec.batchTimeout(), heldBytes);
  }

  @Provides
  @DestinationScope
  static ChunkPool chunks() {
    return new ChunkPool(HELD_BYTES);
  }

  @Provides
  @DestinationScope
  static Destination destination(
      PostgresDataSource database,
      SchemaName schema,
      StreamComponent.Factory streams,
      TableMigrator migrator,
      RowReader reader,
      BatchLimits limits,
      SyncMeter meter,
      ConnectionPool pool,
      Optional<Embedder> embedder) {
    Runnable close =
        () -> {
          embedder.ifPresent(Embedder::close);
          pool.close();
        };
    return new DatabaseDestination(
        database.place() + ", schema " + schema.value(),
        () -> streams.create().ports(),
        migrator,
        reader,
        limits,
        meter,
        close);
  }
}
