package io.cqdestination.core.record;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.table.ColumnType;
import java.util.List;

/** The checks that make a view of untrusted bytes safe to read. Thread-safe. */
final class BufferCheck {
  private BufferCheck() {}

  /**
   * @throws InvalidInput when the buffers cannot hold the column's values
   */
  static void check(ColumnView column, ColumnLayout layout) {
    ColumnBuffers buffers = column.buffers();
    int length = column.length();
    require(length >= 0, "a negative length");
    require(column.nullCount() >= 0 && column.nullCount() <= length, "an impossible null count");
    int size = column.bytes().length;
    checkRange(buffers.validity(), buffers.validityLength(), size);
    checkRange(buffers.offsets(), buffers.offsetsLength(), size);
    checkRange(buffers.values(), buffers.valuesLength(), size);
    if (buffers.validityLength() > 0) {
      require(buffers.validityLength() >= (length + 7L) / 8, "a validity buffer that is too short");
      require(
          column.nullCount() == length - countValid(column.bytes(), buffers.validity(), length),
          "a null count that its validity buffer contradicts");
    } else if (layout.hasValidity()) {
      require(column.nullCount() == 0 || length == 0, "nulls but no validity buffer");
    } else {
      require(column.nullCount() == length, "a null type with values");
    }
    if (layout.hasOffsets()) {
      checkOffsets(column, layout.largeOffsets());
    } else if (layout.type() instanceof ColumnType.BooleanType) {
      require(buffers.valuesLength() >= (length + 7L) / 8, "a values buffer that is too short");
    } else if (layout.type() instanceof ColumnType.ListType) {
      require(
          (long) length * layout.width() <= column.elements().length(),
          "fewer elements than its lists need");
    } else if (layout.hasValues()) {
      require(
          (long) length * layout.width() <= buffers.valuesLength(),
          "a values buffer that is too short");
    }
    if (layout.type() instanceof ColumnType.StructType) {
      for (ColumnView field : column.children()) {
        require(field.length() >= length, "a struct with a field that is too short");
      }
    }
  }

  /** Number of bits set among the first {@code length}. */
  private static int countValid(byte[] bytes, int start, int length) {
    int valid = 0;
    int row = 0;
    for (; row + Long.SIZE <= length; row += Long.SIZE) {
      valid += Long.bitCount(LittleEndian.getLong(bytes, start + (row >> 3)));
    }
    for (; row < length; row += Byte.SIZE) {
      int rest = Math.min(Byte.SIZE, length - row);
      valid += Integer.bitCount(bytes[start + (row >> 3)] & ((1 << rest) - 1));
    }
    return valid;
  }

  private static void checkOffsets(ColumnView column, boolean large) {
    ColumnBuffers buffers = column.buffers();
    int length = column.length();
    if (length == 0) {
      return;
    }
    long needed = (length + 1L) * (large ? 8 : 4);
    require(needed <= buffers.offsetsLength(), "an offsets buffer that is too short");
    List<ColumnView> children = column.children();
    long limit = children.isEmpty() ? buffers.valuesLength() : children.getFirst().length();
    byte[] bytes = column.bytes();
    int at = buffers.offsets();
    if (large) {
      long previous = 0;
      for (int i = 0; i <= length; i++) {
        long offset = LittleEndian.getLong(bytes, at + i * 8);
        require(offset >= previous, "offsets that go backwards");
        previous = offset;
      }
      require(previous <= limit, "an offset behind its end");
    } else {
      int previous = 0;
      int backwards = 0;
      for (int i = 0; i <= length; i++) {
        int offset = LittleEndian.getInt(bytes, at + i * 4);
        backwards |= (offset - previous) | offset;
        previous = offset;
      }
      require(backwards >= 0, "offsets that go backwards");
      require(previous <= limit, "an offset behind its end");
    }
  }

  private static void checkRange(int start, int length, int size) {
    require(
        length >= 0 && start >= 0 && start <= size - length, "a buffer outside the bytes received");
  }

  private static void require(boolean condition, String fault) {
    if (!condition) {
      throw new InvalidInput("the record has a column with " + fault);
    }
  }
}
