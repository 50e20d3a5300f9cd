package io.cqdestination.parquet;

import io.cqdestination.core.record.ColumnBuilder;

/** Adds the values of one column to its builder. Used by one thread. */
interface ValueWriter {
  ColumnBuilder builder();

  /**
   * Adds a value that is not null.
   *
   * @param raw as the reader gives it, before any logical type: a number, a truth value, an array
   *     of bytes, or a nested value
   */
  void append(Object raw);
}
