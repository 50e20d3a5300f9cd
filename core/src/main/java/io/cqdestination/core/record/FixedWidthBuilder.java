package io.cqdestination.core.record;

import io.cqdestination.core.table.ColumnType;
import java.math.BigInteger;
import java.util.List;

/** Collects values of one width in bytes. Used by one thread. */
public final class FixedWidthBuilder extends ColumnBuilder {
  private final int width;
  private final GrowingBytes values = new GrowingBytes();

  /**
   * @param width bytes a value
   */
  public FixedWidthBuilder(int width) {
    this.width = width;
  }

  /** Adds the lowest bits of a number, as many as the width has. */
  public void append(long value) {
    appendValid();
    int at = values.extend(width);
    for (int i = 0; i < Math.min(width, 8); i++) {
      values.array()[at + i] = (byte) (value >> (8 * i));
    }
  }

  /** Adds bytes as they are; as many as the width. */
  public void append(byte[] source, int start) {
    appendValid();
    values.append(source, start, start + width);
  }

  /**
   * Adds a whole number in two's complement.
   *
   * @throws ArithmeticException when the width is too small for it
   */
  public void append(BigInteger value) {
    byte[] bigEndian = value.toByteArray();
    if (bigEndian.length > width) {
      throw new ArithmeticException("out of range");
    }
    appendValid();
    int at = values.extend(width);
    for (int i = 0; i < width; i++) {
      int from = bigEndian.length - 1 - i;
      values.array()[at + i] = from >= 0 ? bigEndian[from] : (byte) (value.signum() < 0 ? -1 : 0);
    }
  }

  @Override
  void skipValue() {
    values.extend(width);
  }

  @Override
  public int byteSize() {
    return values.length();
  }

  @Override
  public ColumnView build(ColumnType type) {
    byte[] validity = validity();
    byte[] bytes = new byte[validity.length + values.length()];
    System.arraycopy(validity, 0, bytes, 0, validity.length);
    System.arraycopy(values.array(), 0, bytes, validity.length, values.length());
    return new ColumnView(
        type,
        length(),
        nullCount(),
        bytes,
        new ColumnBuffers(0, validity.length, 0, 0, validity.length, values.length()),
        List.of());
  }
}
