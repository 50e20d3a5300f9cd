package io.cqdestination.postgres.copy;

import io.cqdestination.core.record.ColumnView;

/** Writes values of one length as they are, such as {@code uuid}. */
final class FixedBytesWriter extends FixedWriter {
  private final ColumnView column;
  private final int width;

  FixedBytesWriter(ColumnView column, int width) {
    super(width);
    this.column = column;
    this.width = width;
  }

  @Override
  void put(int row, byte[] out, int at) {
    System.arraycopy(column.bytes(), column.start(row), out, at, width);
  }
}
