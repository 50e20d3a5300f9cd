package example;

import io.cqdestination.core.batching.BatchStore;
import io.cqdestination.core.batching.HeldBatch;
import java.util.List;

/** The transaction of a store, which here is none: rows are dropped. Thread-safe. */
final class ExampleStore implements BatchStore {

  /** Where a store begins a transaction, writes the segments of each batch, and commits. */
  @Override
  public void write(List<HeldBatch> batches) {}
}
