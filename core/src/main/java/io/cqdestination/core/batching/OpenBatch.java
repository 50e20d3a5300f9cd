package io.cqdestination.core.batching;

import io.cqdestination.core.record.RecordBatch;

/** Rows of one table that will become visible together. Used by one thread at a time. */
public interface OpenBatch {

  /**
   * Copies rows into the batch: of the record nothing is valid any more when this returns. Its
   * columns may be others than those of the records before, as each describes its own.
   *
   * @param fromRow first row
   * @param toRow row behind the last
   * @throws io.cqdestination.core.failure.DestinationException.InvalidInput when a value cannot be
   *     written; the batch can then only be abandoned
   */
  void add(RecordBatch batch, int fromRow, int toRow);

  /**
   * The row behind the last that the batch should take of some rows, at least one, judged by what
   * they cost beyond their bytes.
   */
  default int roomUntil(RecordBatch batch, int fromRow, int toRow) {
    return toRow;
  }

  /** Whether the batch has to be handed over, whatever room the limits leave. */
  default boolean isFull() {
    return false;
  }

  /** Rows in the batch. */
  long rows();

  /** Bytes the batch holds. */
  long bytes();

  /** Memory the batch takes: more than its bytes where some is kept for rows to come. */
  default long heldBytes() {
    return bytes();
  }

  /** Frees what the batch holds; nothing of it is written. */
  void abandon();
}
