package io.cqdestination.core.batching;

import io.cqdestination.core.failure.DestinationException;
import java.util.List;
import java.util.Optional;

/**
 * Where a {@link HeldBatchWriter} puts rows: the transaction of a store. Called by several threads
 * at once, never for one table by two.
 */
@FunctionalInterface
public interface BatchStore {

  /** Does all that {@link BatchStore#write} does with one batch, and takes it back. */
  @FunctionalInterface
  interface Rehearsal {
    /**
     * @throws DestinationException as {@link BatchStore#write} would
     */
    void run(HeldBatch batch);
  }

  /**
   * Writes batches of different tables in one transaction; on return it is committed. A table with
   * a key gets the last row of each key, and a column that a record lacks keeps its value; a table
   * without one gets every row.
   *
   * @throws DestinationException when nothing is written: a {@link DestinationException.Transient}
   *     when trying again may help. Of several batches, each is then tried alone
   * @throws io.cqdestination.core.retry.CommitUnanswered when it may be written, as the connection
   *     broke during COMMIT: written again where every table has a key, else asked for first
   */
  void write(List<HeldBatch> batches);

  /**
   * How the row for which a batch is refused can be found, by writing beginnings of the batch;
   * empty where nothing is taken back, or where the store names the row itself.
   */
  default Optional<Rehearsal> rehearsal() {
    return Optional.empty();
  }
}
