package io.cqdestination.core.batching;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Writes batches of rows to the database: one for each stream of messages. What becomes of a row,
 * {@link io.cqdestination.core.sync.WriteMessage.InsertRecord} says.
 *
 * <p>Methods are called by one thread at a time, which is the stream's own or the one that closes
 * batches by time; only {@link #close} and {@link #retries} come from any thread at any time.
 */
public interface BatchWriter extends AutoCloseable {

  /**
   * Opens a batch for a table.
   *
   * @throws io.cqdestination.core.failure.DestinationException when the table is not in the
   *     database
   */
  OpenBatch open(String tableName);

  /**
   * Hands batches over to be committed. Each is committed wholly or not at all, whatever becomes of
   * the others; small ones may share a transaction. Batches of one table commit in the order in
   * which they are handed over, and behind those of the tables it {@link #refersTo} that were
   * handed over before.
   *
   * <p>It may block, for as long as the writer has no room: the client then waits. While a batch is
   * closed by time, the clocks of all other streams wait too, so what takes long belongs to threads
   * of the writer's own. A {@link #close} has to end the waiting.
   *
   * @param batches opened by this writer, in the order in which their first rows came
   * @return for each in the same order: completes when the outcome is known, exceptionally with a
   *     {@link io.cqdestination.core.failure.DestinationException} when nothing of the batch was
   *     committed. What the batch held is freed before.
   */
  List<CompletableFuture<Void>> commit(List<OpenBatch> batches);

  /**
   * Other tables of this stream, by the names they were opened by, whose rows the table's rows may
   * need: what came of them before has to be handed over first.
   */
  default Collection<String> refersTo(String tableName) {
    return List.of();
  }

  /**
   * Forgets what was known of the tables: after a migration, and after failures were reported, so
   * that what follows is written again. No batch is open or on its way.
   *
   * @param tableNames tables that were migrated, for which rows are likely to come
   */
  void tablesChanged(Collection<String> tableNames);

  /**
   * How many times {@link BatchLimits#heldBytes} is worth holding now, at least 1: more where it is
   * the line to the database that is waited for, and not the database. Any thread.
   */
  default double heldFactor() {
    return 1;
  }

  /** How often writing a batch was tried again after a transient failure so far. Any thread. */
  long retries();

  /**
   * How many rows were refused so far and set aside, instead of failing their batch. Any thread.
   */
  default long refusedRows() {
    return 0;
  }

  /**
   * The stream has ended well and all its batches are committed: the time for what is best done
   * after a load, such as building indexes.
   *
   * @throws io.cqdestination.core.failure.DestinationException when that failed; the rows stay
   */
  default void loaded() {}

  /**
   * Gives up batches that are still on their way and frees what they hold: their outcomes are known
   * when this returns, or soon after where a commit was already sent, or as soon as it ends where
   * what runs cannot be broken off. A batch handed over later fails at once. Callable from any
   * thread and more than once.
   */
  @Override
  void close();
}
