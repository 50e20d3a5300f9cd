package io.cqdestination.core.record;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.ListLayout;
import io.cqdestination.core.table.TimeUnit;
import java.util.List;

/**
 * The layout of each column type and the checks that make a view of untrusted bytes safe to read.
 *
 * <p>Source: the Apache Arrow columnar format, "Physical Memory Layout". Thread-safe.
 */
public final class ColumnLayout {
  private ColumnLayout() {}

  /**
   * Bytes a value, elements a list for fixed-size lists; 0 where values have lengths of their own
   * or no values buffer (one bit a value counts as 0).
   */
  public static int width(ColumnType type) {
    return switch (type) {
      case ColumnType.IntegerType integer -> integer.bits() / 8;
      case ColumnType.FloatingPointType number -> number.bits() / 8;
      case ColumnType.DecimalType decimal -> decimal.bits() / 8;
      case ColumnType.FixedBinaryType binary -> binary.width();
      case ColumnType.TimestampType _, ColumnType.DurationType _ -> 8;
      case ColumnType.TimeType time ->
          time.unit() == TimeUnit.SECOND || time.unit() == TimeUnit.MILLISECOND ? 4 : 8;
      case ColumnType.DateType date -> date.milliseconds() ? 8 : 4;
      case ColumnType.IntervalType interval ->
          switch (interval.unit()) {
            case YEAR_MONTH -> 4;
            case DAY_TIME -> 8;
            case MONTH_DAY_NANO -> 16;
          };
      case ColumnType.UuidType _ -> 16;
      case ColumnType.ListType(_, ListLayout.Fixed(int size)) -> size;
      case ColumnType.BooleanType _,
          ColumnType.TextType _,
          ColumnType.BinaryType _,
          ColumnType.BinaryViewType _,
          ColumnType.JsonType _,
          ColumnType.InetType _,
          ColumnType.MacType _,
          ColumnType.ListType _,
          ColumnType.StructType _,
          ColumnType.MapType _,
          ColumnType.NullType _,
          ColumnType.OpaqueType _ ->
          0;
    };
  }

  /** Whether the type has an offsets buffer. */
  public static boolean hasOffsets(ColumnType type) {
    return switch (type) {
      case ColumnType.TextType _,
          ColumnType.BinaryType _,
          ColumnType.BinaryViewType _,
          ColumnType.JsonType _,
          ColumnType.InetType _,
          ColumnType.MacType _,
          ColumnType.MapType _,
          ColumnType.OpaqueType _ ->
          true;
      case ColumnType.ListType list -> list.layout() instanceof ListLayout.Offsets;
      default -> false;
    };
  }

  /** Whether the type has a values buffer of its own. */
  public static boolean hasValues(ColumnType type) {
    return switch (type) {
      case ColumnType.ListType _,
          ColumnType.StructType _,
          ColumnType.MapType _,
          ColumnType.NullType _ ->
          false;
      default -> true;
    };
  }

  /** Whether the type has a validity buffer. */
  public static boolean hasValidity(ColumnType type) {
    return !(type instanceof ColumnType.NullType);
  }

  /** Whether offsets have 64 bits. */
  public static boolean largeOffsets(ColumnType type) {
    return switch (type) {
      case ColumnType.TextType text -> text.large();
      case ColumnType.BinaryType binary -> binary.large();
      case ColumnType.ListType(_, ListLayout.Offsets(boolean large)) -> large;
      default -> false;
    };
  }

  static void check(ColumnView column, ColumnBuffers buffers) {
    int length = column.length();
    require(length >= 0, "a negative length");
    require(column.nullCount() >= 0 && column.nullCount() <= length, "an impossible null count");
    int size = column.bytes().length;
    checkRange(buffers.validity(), buffers.validityLength(), size);
    checkRange(buffers.offsets(), buffers.offsetsLength(), size);
    checkRange(buffers.values(), buffers.valuesLength(), size);
    ColumnType type = column.type();
    if (buffers.validityLength() > 0) {
      require(buffers.validityLength() >= (length + 7L) / 8, "a validity buffer that is too short");
      require(
          column.nullCount() == length - countValid(column.bytes(), buffers.validity(), length),
          "a null count that its validity buffer contradicts");
    } else if (hasValidity(type)) {
      require(column.nullCount() == 0 || length == 0, "nulls but no validity buffer");
    } else {
      require(column.nullCount() == length, "a null type with values");
    }
    if (hasOffsets(type)) {
      checkOffsets(column, buffers);
    } else if (type instanceof ColumnType.BooleanType) {
      require(buffers.valuesLength() >= (length + 7L) / 8, "a values buffer that is too short");
    } else if (type instanceof ColumnType.ListType) {
      require(
          (long) length * width(type) <= column.elements().length(),
          "fewer elements than its lists need");
    } else if (hasValues(type)) {
      require(
          (long) length * width(type) <= buffers.valuesLength(),
          "a values buffer that is too short");
    }
    if (type instanceof ColumnType.StructType) {
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

  private static void checkOffsets(ColumnView column, ColumnBuffers buffers) {
    int length = column.length();
    if (length == 0) {
      return;
    }
    boolean large = largeOffsets(column.type());
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
