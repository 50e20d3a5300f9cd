package io.cqdestination.core.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the values of a column mean: Arrow's types and CloudQuery's extension types.
 *
 * <p>The layout of each type's values inside a {@link io.cqdestination.core.record.ColumnView} is
 * Arrow's columnar layout for the type; where Arrow offers several layouts, the record component
 * says which. All types are immutable.
 */
public sealed interface ColumnType {

  /** One bit a value. */
  record BooleanType() implements ColumnType {}

  /**
   * Whole numbers.
   *
   * @param bits 8, 16, 32 or 64
   */
  record IntegerType(int bits, boolean signed) implements ColumnType {
    public IntegerType {
      requireOneOf(bits, 8, 16, 32, 64);
    }
  }

  /**
   * IEEE 754 numbers.
   *
   * @param bits 16, 32 or 64
   */
  record FloatingPointType(int bits) implements ColumnType {
    public FloatingPointType {
      requireOneOf(bits, 16, 32, 64);
    }
  }

  /**
   * Two's complement whole numbers with {@code scale} digits behind the point.
   *
   * @param bits 32, 64, 128 or 256
   * @param precision digits a value may have: at least 1, at most as many as always fit into the
   *     bits
   * @param scale negative for multiples of a power of ten; as many digits as the precision at most
   *     can have, or a few bytes would stand for texts without end
   */
  record DecimalType(int bits, int precision, int scale) implements ColumnType {
    /** What databases have at most; beyond it, a text form would fill the memory. */
    private static final int MOST_SCALE = 1_000;

    public DecimalType {
      requireOneOf(bits, 32, 64, 128, 256);
      int mostDigits = (int) ((bits - 1) * Math.log10(2));
      if (precision < 1 || precision > mostDigits || scale < -MOST_SCALE || scale > MOST_SCALE) {
        throw new IllegalArgumentException(
            "decimal(%d, %d) of %d bits".formatted(precision, scale, bits));
      }
    }
  }

  /**
   * UTF-8 text.
   *
   * @param large whether offsets have 64 bits
   */
  record TextType(boolean large) implements ColumnType {}

  /**
   * Bytes.
   *
   * @param large whether offsets have 64 bits
   */
  record BinaryType(boolean large) implements ColumnType {}

  /** Bytes that Arrow sends as views; laid out like {@link BinaryType} with 32-bit offsets. */
  record BinaryViewType() implements ColumnType {}

  /**
   * Bytes of one length.
   *
   * @param width bytes a value
   */
  record FixedBinaryType(int width) implements ColumnType {}

  /**
   * Instants since 1970-01-01 UTC; the zone, if any, is how the source shows them and does not
   * change the instant.
   */
  record TimestampType(TimeUnit unit, @Nullable String zone) implements ColumnType {}

  /** Time of day: 32 bits for seconds and milliseconds, 64 for finer units. */
  record TimeType(TimeUnit unit) implements ColumnType {}

  /**
   * Calendar days since 1970-01-01.
   *
   * @param milliseconds whether a value is a 64-bit count of milliseconds instead of a 32-bit count
   *     of days
   */
  record DateType(boolean milliseconds) implements ColumnType {}

  /** Elapsed time, 64 bits. */
  record DurationType(TimeUnit unit) implements ColumnType {}

  /** Calendar intervals. */
  record IntervalType(IntervalUnit unit) implements ColumnType {}

  /** CloudQuery's {@code uuid}: 16 bytes. */
  record UuidType() implements ColumnType {}

  /**
   * CloudQuery's {@code json}: JSON text in UTF-8, laid out like {@link BinaryType} with 32-bit
   * offsets.
   */
  record JsonType() implements ColumnType {}

  /** CloudQuery's {@code inet}: an address with or without a mask, as text. */
  record InetType() implements ColumnType {}

  /** CloudQuery's {@code mac}: 6 bytes (8 are possible). */
  record MacType() implements ColumnType {}

  /** Lists; the values are the list's only child. */
  record ListType(Column element, ListLayout layout) implements ColumnType {}

  /** Named fields; each is a child. */
  record StructType(List<Column> fields) implements ColumnType {
    public StructType {
      fields = List.copyOf(fields);
    }
  }

  /**
   * Key and value pairs: a list whose only child is a struct of the two.
   *
   * @param entry the key's and the value's field, in this order
   */
  record MapType(StructType entry) implements ColumnType {
    public MapType {
      if (entry.fields().size() != 2) {
        throw new IllegalArgumentException("a map entry has a key and a value");
      }
    }
  }

  /** Arrow's null type: no buffers, every value null. */
  record NullType() implements ColumnType {}

  /**
   * A type without a meaning of its own here (unions, dictionaries, run-end encoded columns …); its
   * values arrive in Arrow's text form, laid out like {@link TextType} with 32-bit offsets.
   *
   * @param arrowName Arrow's words for the type
   */
  record OpaqueType(String arrowName) implements ColumnType {}

  private static void requireOneOf(int bits, int... allowed) {
    for (int candidate : allowed) {
      if (candidate == bits) {
        return;
      }
    }
    throw new IllegalArgumentException("unsupported width of " + bits + " bits");
  }
}
