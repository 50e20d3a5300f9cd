package io.cqdestination.postgres.copy;

import io.cqdestination.core.record.ColumnView;

/**
 * Knows how the values of a column of one type are written; chosen once for each schema.
 * Thread-safe.
 */
@FunctionalInterface
interface ColumnEncoder {

  /** A writer for the values of a column of a record. */
  FieldWriter writer(ColumnView column);

  /** The same encoder with nulls written as such. */
  static ColumnEncoder nullable(ColumnEncoder encoder) {
    return column -> {
      FieldWriter writer = encoder.writer(column);
      return column.nullCount() == 0 ? writer : new NullableWriter(column, writer);
    };
  }

  /** Writes null for the rows that are null. */
  final class NullableWriter extends FieldWriter {
    private final ColumnView column;
    private final FieldWriter values;

    private NullableWriter(ColumnView column, FieldWriter values) {
      this.column = column;
      this.values = values;
    }

    @Override
    long bound(int fromRow, int toRow) {
      return values.bound(fromRow, toRow);
    }

    @Override
    int write(int row, byte[] out, int at) {
      if (column.isNull(row)) {
        BigEndian.putInt(out, at, -1);
        return at + 4;
      }
      return values.write(row, out, at);
    }
  }
}
