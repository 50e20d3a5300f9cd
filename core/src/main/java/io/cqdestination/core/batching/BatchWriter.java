package io.cqdestination.core.batching;

import java.util.Collection;

/** Writes batches of rows to the database: one for each stream of messages. */
public interface BatchWriter extends AutoCloseable {

  /**
   * Opens a batch for a table.
   *
   * @throws io.cqdestination.core.failure.DestinationException when the table is not in the
   *     database
   */
  OpenBatch open(String tableName);

  /**
   * Forgets what was known of the tables: after a migration, and after failures were reported, so
   * that what follows is written again. No batch is open or on its way.
   *
   * @param tableNames tables that were migrated, for which rows are likely to come
   */
  void tablesChanged(Collection<String> tableNames);

  /** How often writing a batch was tried again after a transient failure so far. Any thread. */
  long retries();

  /**
   * The stream has ended well and all its batches are committed: the time for what is best done
   * after a load, such as building indexes.
   *
   * @throws io.cqdestination.core.failure.DestinationException when that failed; the rows stay
   */
  default void loaded() {}

  /**
   * Gives up batches that are still on their way and frees what they hold: their outcomes are known
   * when this returns, or soon after where a commit was already sent. A batch handed over later
   * fails at once. Callable from any thread and more than once.
   */
  @Override
  void close();
}
