package io.cqdestination.core.record;

import io.cqdestination.core.table.ColumnType;
import java.util.List;

/** Collects texts or bytes of any length. Used by one thread. */
public final class VariableWidthBuilder extends ColumnBuilder {
  private final GrowingBytes values = new GrowingBytes();
  private final OffsetList offsets = new OffsetList();

  /** Adds a value. */
  public void append(byte[] value) {
    append(value, 0, value.length);
  }

  /** Adds a part of an array as a value. */
  public void append(byte[] source, int start, int end) {
    appendValid();
    values.append(source, start, end);
    offsets.add(values.length());
  }

  @Override
  void skipValue() {
    offsets.add(values.length());
  }

  @Override
  public int byteSize() {
    return values.length();
  }

  @Override
  public ColumnView build(ColumnType type) {
    ColumnLayout layout = ColumnLayout.of(type);
    byte[] validity = validity();
    byte[] offsetBytes = offsets.bytes(layout.largeOffsets());
    byte[] bytes = new byte[validity.length + offsetBytes.length + values.length()];
    System.arraycopy(validity, 0, bytes, 0, validity.length);
    System.arraycopy(offsetBytes, 0, bytes, validity.length, offsetBytes.length);
    int start = validity.length + offsetBytes.length;
    System.arraycopy(values.array(), 0, bytes, start, values.length());
    return new ColumnView(
        layout,
        length(),
        nullCount(),
        bytes,
        new ColumnBuffers(
            0, validity.length, validity.length, offsetBytes.length, start, values.length()),
        List.of());
  }
}
