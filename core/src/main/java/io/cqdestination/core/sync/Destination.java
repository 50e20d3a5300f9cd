package io.cqdestination.core.sync;

import io.cqdestination.core.batching.CommitTracker.FailedBatch;
import io.cqdestination.core.migration.TableAssessor;
import io.cqdestination.core.table.Table;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A database that was opened by a spec: what a client can do between Init and Close. Thread-safe.
 */
public interface Destination extends AutoCloseable {

  /** Starts a stream of messages; several may run at once. */
  SyncSession openSession(FailurePolicy policy, Consumer<FailedBatch> onFailure);

  /** Hands on every row of the table; see {@link RowReader#read}. */
  void read(Table table, Consumer<io.cqdestination.core.record.RecordBatch> sink);

  /** Where rows go, in words for a person: the database, its hosts and its schema; no secret. */
  String place();

  /** Says how tables would be changed here; empty where that cannot be said. */
  default Optional<TableAssessor> assessor() {
    return Optional.empty();
  }

  /** Ends what still runs and closes the connections. */
  @Override
  void close();
}
