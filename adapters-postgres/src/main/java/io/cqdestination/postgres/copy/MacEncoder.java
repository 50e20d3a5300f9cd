package io.cqdestination.postgres.copy;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.record.ColumnView;

/** Encodes hardware addresses of 6 bytes as {@code macaddr}. Thread-safe. */
final class MacEncoder {
  private static final int LENGTH = 6;

  private MacEncoder() {}

  static FieldWriter writer(ColumnView column) {
    return new FixedWriter(LENGTH) {
      @Override
      void put(int row, byte[] out, int at) {
        int start = column.start(row);
        int length = column.end(row) - start;
        if (length != LENGTH) {
          throw new InvalidInput(
              "a hardware address of %d bytes: PostgreSQL's macaddr has %d"
                  .formatted(length, LENGTH));
        }
        System.arraycopy(column.bytes(), start, out, at, LENGTH);
      }
    };
  }
}
