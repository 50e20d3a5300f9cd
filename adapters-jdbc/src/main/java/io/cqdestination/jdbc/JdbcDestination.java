package io.cqdestination.jdbc;

import io.cqdestination.core.batching.BatchLimits;
import io.cqdestination.core.batching.HeldBatchWriter;
import io.cqdestination.core.batching.TransactionLimits;
import io.cqdestination.core.measure.SyncMeter;
import io.cqdestination.core.migration.MigrationPlanner;
import io.cqdestination.core.sync.DatabaseDestination;
import io.cqdestination.core.sync.Destination;
import io.cqdestination.core.sync.PlannedTableMigrator;
import io.cqdestination.core.sync.StaleGuard;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Destinations that add rows in a way of their own, and do the rest in plain SQL. */
public final class JdbcDestination {
  private static final Logger log = LoggerFactory.getLogger(JdbcDestination.class);
  private static final Duration RETRY_TIMEOUT = Duration.ofSeconds(60);

  /** Transactions of a stream at a time. */
  private static final int WRITERS = 2;

  private JdbcDestination() {}

  /**
   * A destination on a database.
   *
   * @param place where rows go, in words without secrets
   * @param loader adds rows to tables
   * @param meter told what every stream does
   * @param connections closed once, after the last stream
   */
  public static Destination of(
      String place,
      JdbcDatabase database,
      BulkLoader loader,
      BatchLimits limits,
      SyncMeter meter,
      AutoCloseable connections) {
    JdbcTableMapping mapping = new JdbcTableMapping(database.dialect());
    RetriedTransactions transactions = new RetriedTransactions(database, RETRY_TIMEOUT);
    JdbcTables tables = new JdbcTables(transactions);
    return new DatabaseDestination(
        place,
        () ->
            new HeldBatchWriter(
                new JdbcStore(database, loader),
                WRITERS,
                TransactionLimits.ORDINARY,
                RETRY_TIMEOUT),
        new JdbcRowDeleter(transactions),
        StaleGuard.NONE,
        new PlannedTableMigrator(
            new MigrationPlanner(mapping, database.dialect().capabilities()),
            tables,
            new JdbcChanger(transactions, tables)),
        new JdbcRowReader(transactions),
        limits,
        meter,
        () -> close(place, connections));
  }

  private static void close(String place, AutoCloseable connections) {
    try {
      connections.close();
    } catch (Exception failure) {
      log.warn("{} was not closed well", place, failure);
    }
  }
}
