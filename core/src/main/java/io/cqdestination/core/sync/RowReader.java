package io.cqdestination.core.sync;

import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.table.Table;
import java.util.function.Consumer;

/** Reads whole tables. Thread-safe. */
public interface RowReader {

  /**
   * Hands on every row of the table once, in batches of bounded size, with the columns and types
   * asked for.
   *
   * @param sink takes each batch, which is valid until it returns; it may block
   * @throws io.cqdestination.core.failure.DestinationException when the table is not there or
   *     cannot be read
   */
  void read(Table table, Consumer<RecordBatch> sink);
}
