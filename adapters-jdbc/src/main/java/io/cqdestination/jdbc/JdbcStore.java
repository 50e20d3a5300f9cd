package io.cqdestination.jdbc;

import io.cqdestination.core.batching.BatchStore;
import io.cqdestination.core.batching.HeldBatch;
import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.core.failure.DestinationException.NotReady;
import io.cqdestination.core.migration.StoredTable;
import io.cqdestination.core.record.RecordBatch;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes batches in transactions of a database. Thread-safe. */
final class JdbcStore implements BatchStore {
  private static final Logger log = LoggerFactory.getLogger(JdbcStore.class);

  private final JdbcDatabase database;
  private final BulkLoader loader;

  /** Sessions that may be broken off; who takes one out decides what becomes of it. */
  private final Set<Connection> running = ConcurrentHashMap.newKeySet();

  private volatile boolean cancelled;

  JdbcStore(JdbcDatabase database, BulkLoader loader) {
    this.database = database;
    this.loader = loader;
  }

  @Override
  public void write(List<HeldBatch> batches) {
    database.write(subject(batches), session -> write(session, batches));
  }

  @Override
  public Optional<Rehearsal> rehearsal() {
    return Optional.of(batch ->
        database.rehearse(subject(List.of(batch)), session -> write(session, List.of(batch))));
  }

  @Override
  public void cancel() {
    cancelled = true;
    for (Connection session : running) {
      if (running.remove(session)) {
        abort(session);
      }
    }
  }

  private static void abort(Connection session) {
    try {
      session.abort(Runnable::run);
    } catch (SQLException unable) {
      log.debug("a transaction of a cancelled stream goes on, to be rolled back", unable);
    }
  }

  /** Leaves the session to COMMIT, unless the stream was cancelled. */
  private boolean write(Connection session, List<HeldBatch> batches) throws SQLException {
    running.add(session);
    boolean mayCommit;
    try {
      if (!cancelled) {
        writeRows(session, batches);
      }
    } finally {
      mayCommit = running.remove(session);
    }
    if (cancelled || !mayCommit) {
      throw new NotReady("the stream ended before the batch was written");
    }
    return true;
  }

  private void writeRows(Connection session, List<HeldBatch> batches) throws SQLException {
    Map<String, StoredTable> tables = JdbcTables.find(session, names(batches));
    for (HeldBatch batch : batches) {
      StoredTable table = tables.get(batch.tableName());
      if (table == null) {
        throw new DatabaseRefused(
            "table %s is not in the database".formatted(batch.tableName()), null);
      }
      for (List<RecordBatch> records : batch.segments()) {
        new StagedRows(database.dialect(), table, records).write(session, loader);
      }
    }
  }

  private static String subject(List<HeldBatch> batches) {
    return "table " + String.join(", ", names(batches));
  }

  private static List<String> names(List<HeldBatch> batches) {
    return batches.stream().map(HeldBatch::tableName).toList();
  }
}
