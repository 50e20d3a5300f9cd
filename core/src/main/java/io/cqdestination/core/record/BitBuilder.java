package io.cqdestination.core.record;

import io.cqdestination.core.table.ColumnType;
import java.util.List;

/** Collects booleans. Used by one thread. */
public final class BitBuilder extends ColumnBuilder {
  private final GrowingBytes values = new GrowingBytes();

  public void append(boolean value) {
    appendValid();
    makeRoom();
    int row = length() - 1;
    if (value) {
      values.array()[row >> 3] |= (byte) (1 << (row & 7));
    }
  }

  @Override
  void skipValue() {
    makeRoom();
  }

  private void makeRoom() {
    if ((length() + 7) / 8 > values.length()) {
      values.extend(1);
    }
  }

  @Override
  public int byteSize() {
    return values.length();
  }

  @Override
  public ColumnView build(ColumnType type) {
    byte[] validity = validity();
    byte[] bytes = new byte[2 * validity.length];
    System.arraycopy(validity, 0, bytes, 0, validity.length);
    System.arraycopy(values.array(), 0, bytes, validity.length, validity.length);
    return new ColumnView(
        type,
        length(),
        nullCount(),
        bytes,
        new ColumnBuffers(0, validity.length, 0, 0, validity.length, validity.length),
        List.of());
  }
}
