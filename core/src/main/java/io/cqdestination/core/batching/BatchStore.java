package io.cqdestination.core.batching;

import io.cqdestination.core.failure.DestinationException;
import java.util.List;

/**
 * Where a {@link HeldBatchWriter} puts rows: the transaction of a store. Called by several threads
 * at once, never for one table by two.
 */
@FunctionalInterface
public interface BatchStore {

  /**
   * Writes batches of different tables in one transaction; on return it is committed. A table with
   * a key gets the last row of each key, and a column that a record lacks keeps its value; a table
   * without one gets every row.
   *
   * @throws DestinationException when nothing is written: a {@link DestinationException.Transient}
   *     when trying again may help. Of several batches, each is then tried alone
   */
  void write(List<HeldBatch> batches);
}
