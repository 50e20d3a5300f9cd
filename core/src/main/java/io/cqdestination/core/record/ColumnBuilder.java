package io.cqdestination.core.record;

import io.cqdestination.core.table.ColumnType;
import java.util.Arrays;

/** Collects the values of one column in Arrow's columnar layout. Used by one thread. */
public abstract sealed class ColumnBuilder
    permits FixedWidthBuilder, BitBuilder, VariableWidthBuilder, ListBuilder, StructBuilder {
  private byte[] validity = new byte[16];
  private int length;
  private int nullCount;

  /** Number of values so far, nulls included. */
  public final int length() {
    return length;
  }

  /** Adds a null. */
  public final void appendNull() {
    nullCount++;
    next(false);
    skipValue();
  }

  /** The column of all values so far. */
  public abstract ColumnView build(ColumnType type);

  /** Bytes that the values take so far. */
  public abstract int byteSize();

  /** Makes room for the value of a null, where the layout wants it. */
  abstract void skipValue();

  final void appendValid() {
    next(true);
  }

  final int nullCount() {
    return nullCount;
  }

  /** The validity buffer, padded to whole bytes. */
  final byte[] validity() {
    return Arrays.copyOf(validity, (length + 7) / 8);
  }

  private void next(boolean valid) {
    if (length >> 3 == validity.length) {
      validity = Arrays.copyOf(validity, 2 * validity.length);
    }
    if (valid) {
      validity[length >> 3] |= (byte) (1 << (length & 7));
    }
    length++;
  }
}
