package io.cqdestination.core.record;

import io.cqdestination.core.table.Table;

/** A file that holds rows of one table and may be larger than memory. Used by one thread. */
public interface RecordFile extends AutoCloseable {

  /** Takes the batches of a file, one after the other; each is valid until the call returns. */
  @FunctionalInterface
  interface Sink {
    void accept(RecordBatch batch) throws InterruptedException;
  }

  /** What the file says of its columns; the name is empty where it holds none. */
  Table table();

  /**
   * Hands on every batch, in order.
   *
   * @throws io.cqdestination.core.failure.DestinationException.InvalidInput naming the file, when
   *     it is damaged; batches before the fault have been handed on
   */
  void batches(Sink sink) throws InterruptedException;

  /** Bytes of the file that have been read, or are about to be. */
  long position();

  @Override
  void close();
}
