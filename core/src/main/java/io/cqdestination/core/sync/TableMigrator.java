package io.cqdestination.core.sync;

import io.cqdestination.core.migration.TableAssessor;
import io.cqdestination.core.migration.TableMigration;
import java.util.List;
import java.util.Optional;

/**
 * Brings tables to the shape that a source wants. Several streams may call at once, each by one
 * thread at a time: its own, or, once its migrations have waited a second for more of them, the one
 * that closes the batches of all streams by time ({@link SyncSession#tick}); the clocks of all
 * streams wait meanwhile. Thread-safe.
 */
public interface TableMigrator {

  /**
   * Checks all tables, then changes those that need it; on return the changes are committed.
   *
   * @param messages each table once
   * @return what was done to those that were changed
   * @throws io.cqdestination.core.failure.DestinationException.RefusedMigration when a table cannot
   *     be migrated; then none was changed
   */
  List<TableMigration> migrate(List<WriteMessage.MigrateTable> messages);

  /** Says how this one would change tables; empty where it cannot. */
  default Optional<TableAssessor> assessor() {
    return Optional.empty();
  }
}
