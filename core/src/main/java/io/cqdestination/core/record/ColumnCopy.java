package io.cqdestination.core.record;

import io.cqdestination.core.table.ColumnType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Copies of some values of a column. Pure. */
final class ColumnCopy {
  private static final byte[] NONE = new byte[0];

  private ColumnCopy() {}

  /**
   * @param to value behind the last
   */
  static ColumnView of(ColumnView column, int from, int to) {
    ColumnBuffers buffers = column.buffers();
    byte[] validity =
        buffers.validityLength() == 0
            ? NONE
            : bits(column.bytes(), buffers.validity(), from, to - from);
    byte[] offsets = column.layout().hasOffsets() ? offsets(column, from, to) : NONE;
    byte[] values = column.layout().hasValues() ? values(column, from, to) : NONE;
    byte[] bytes =
        Arrays.copyOf(
            validity, Math.addExact(validity.length, Math.addExact(offsets.length, values.length)));
    System.arraycopy(offsets, 0, bytes, validity.length, offsets.length);
    System.arraycopy(values, 0, bytes, validity.length + offsets.length, values.length);
    return new ColumnView(
        column.layout(),
        to - from,
        nulls(column, from, to),
        bytes,
        new ColumnBuffers(
            0,
            validity.length,
            validity.length,
            offsets.length,
            validity.length + offsets.length,
            values.length),
        children(column, from, to));
  }

  /** Bytes of the column and of what is in it. */
  static long byteSize(ColumnView copy) {
    return copy.bytes().length + copy.children().stream().mapToLong(ColumnCopy::byteSize).sum();
  }

  private static int nulls(ColumnView column, int from, int to) {
    if (column.nullCount() == 0 || column.nullCount() == column.length()) {
      return column.nullCount() == 0 ? 0 : to - from;
    }
    int nulls = 0;
    for (int row = from; row < to; row++) {
      nulls += column.isNull(row) ? 1 : 0;
    }
    return nulls;
  }

  private static byte[] offsets(ColumnView column, int from, int to) {
    if (from == to) {
      return NONE;
    }
    int size = column.layout().largeOffsets() ? Long.BYTES : Integer.BYTES;
    byte[] offsets = new byte[Math.multiplyExact(to - from + 1, size)];
    int first = column.start(from);
    for (int row = from; row < to; row++) {
      int at = (row - from + 1) * size;
      if (column.layout().largeOffsets()) {
        LittleEndian.putLong(offsets, at, column.end(row) - first);
      } else {
        LittleEndian.putInt(offsets, at, column.end(row) - first);
      }
    }
    return offsets;
  }

  private static byte[] values(ColumnView column, int from, int to) {
    if (column.type() instanceof ColumnType.BooleanType) {
      return bits(column.bytes(), column.buffers().values(), from, to - from);
    }
    return from == to
        ? NONE
        : Arrays.copyOfRange(column.bytes(), column.start(from), column.end(to - 1));
  }

  private static List<ColumnView> children(ColumnView column, int from, int to) {
    List<ColumnView> copies = new ArrayList<>();
    boolean struct = column.type() instanceof ColumnType.StructType;
    int first = from == to ? 0 : struct ? from : column.firstElement(from);
    int end = from == to ? 0 : struct ? to : column.endElement(to - 1);
    column.children().forEach(child -> copies.add(of(child, first, end)));
    return copies;
  }

  private static byte[] bits(byte[] source, int start, int from, int count) {
    byte[] bits = new byte[(count + 7) / 8];
    if ((from & 7) == 0) {
      System.arraycopy(source, start + (from >> 3), bits, 0, bits.length);
      return bits;
    }
    for (int i = 0; i < count; i++) {
      int bit = from + i;
      bits[i >> 3] |= (byte) ((source[start + (bit >> 3)] >> (bit & 7) & 1) << (i & 7));
    }
    return bits;
  }
}
