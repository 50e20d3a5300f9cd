package io.cqdestination.core.batching;

import io.cqdestination.core.failure.DestinationException;
import java.util.List;
import java.util.Optional;

/**
 * Where a {@link HeldBatchWriter} puts rows: the transaction of a store. Called by several threads
 * at once, never for one table by two. Each writer has its own.
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
   * Writes batches of different tables in one transaction; on return it is committed. Each record
   * is written as its own table says, whatever key the store's has ({@link
   * io.cqdestination.core.sync.WriteMessage.InsertRecord}): with a key the last row of each key
   * stays, and a column that the record lacks keeps its value; without one every row is added.
   *
   * @throws DestinationException when nothing is written: a {@link DestinationException.Transient}
   *     when trying again may help. Of several batches, each is then tried alone
   * @throws io.cqdestination.core.retry.CommitUnanswered when it may be written, as the connection
   *     broke during COMMIT: written again where every record has a key, else asked for first
   */
  void write(List<HeldBatch> batches);

  /**
   * How the row for which a batch is refused can be found, by writing beginnings of the batch;
   * empty where nothing is taken back, or where the store names the row itself.
   */
  default Optional<Rehearsal> rehearsal() {
    return Optional.empty();
  }

  /**
   * Breaks off the transactions that run and have not sent their COMMIT, and all that are begun
   * later: they fail with a {@link DestinationException}. One that cannot be broken off may end by
   * itself, and is not committed then. From any thread, and more than once.
   *
   * <p>As it stands here nothing is broken off, which is right where transactions are short.
   */
  default void cancel() {}
}
