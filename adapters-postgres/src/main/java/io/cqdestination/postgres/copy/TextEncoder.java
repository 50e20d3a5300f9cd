package io.cqdestination.postgres.copy;

import io.cqdestination.core.record.ColumnView;

/**
 * Encodes UTF-8 text. PostgreSQL's text cannot hold NUL (U+0000), which is removed; almost no text
 * has one, so all values of a column are searched at once. Thread-safe.
 */
final class TextEncoder {
  private TextEncoder() {}

  static FieldWriter writer(ColumnView column) {
    int start = column.length() == 0 ? 0 : column.start(0);
    int end = column.length() == 0 ? 0 : column.start(column.length());
    return ByteSearch.indexOf(column.bytes(), start, end, (byte) 0) < 0
        ? new BytesWriter(column)
        : new Cleaning(column);
  }

  private static final class Cleaning extends FieldWriter {
    private final ColumnView column;

    private Cleaning(ColumnView column) {
      this.column = column;
    }

    @Override
    long bound(int fromRow, int toRow) {
      return 4L * (toRow - fromRow) + column.start(toRow) - column.start(fromRow);
    }

    @Override
    int write(int row, byte[] out, int at) {
      byte[] bytes = column.bytes();
      int position = at + 4;
      for (int i = column.start(row); i < column.end(row); i++) {
        if (bytes[i] != 0) {
          out[position++] = bytes[i];
        }
      }
      BigEndian.putInt(out, at, position - at - 4);
      return position;
    }
  }
}
