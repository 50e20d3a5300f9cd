package io.cqdestination.postgres.copy;

import io.cqdestination.core.record.ColumnView;

/**
 * Writes the bytes of values of varying length as they are: {@code bytea}, and text that is known
 * to be clean.
 */
final class BytesWriter extends FieldWriter {
  private final ColumnView column;

  BytesWriter(ColumnView column) {
    this.column = column;
  }

  @Override
  long bound(int fromRow, int toRow) {
    return 4L * (toRow - fromRow) + column.start(toRow) - column.start(fromRow);
  }

  @Override
  int write(int row, byte[] out, int at) {
    int start = column.start(row);
    int length = column.end(row) - start;
    BigEndian.putInt(out, at, length);
    System.arraycopy(column.bytes(), start, out, at + 4, length);
    return at + 4 + length;
  }
}
