package io.cqdestination.core.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.ColumnType.BooleanType;
import io.cqdestination.core.table.ColumnType.IntegerType;
import io.cqdestination.core.table.ColumnType.ListType;
import io.cqdestination.core.table.ColumnType.MapType;
import io.cqdestination.core.table.ColumnType.NullType;
import io.cqdestination.core.table.ColumnType.StructType;
import io.cqdestination.core.table.ColumnType.TextType;
import io.cqdestination.core.table.ListLayout;
import io.cqdestination.core.table.Table;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A view is made of bytes that hold what it promises, or not at all. */
class ColumnLayoutTest {
  private static final ColumnType INT = new IntegerType(32, true);
  private static final ColumnType TEXT = new TextType(false);
  private static final ColumnType LARGE_TEXT = new TextType(true);
  private static final ColumnType LIST = list(new ListLayout.Offsets(false));
  private static final ColumnType PAIRS = list(new ListLayout.Fixed(2));
  private static final StructType STRUCT =
      new StructType(List.of(Column.of("a", INT), Column.of("b", INT)));

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void refusesBuffersThatLie(String fault, ColumnType type, int length, byte[] bytes, int[] at) {
    assertThatThrownBy(() -> new ColumnView(type, length, 0, bytes, buffers(at), List.of()))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("the record has a column with " + fault);
  }

  static Stream<Arguments> refusesBuffersThatLie() {
    byte[] eight = new byte[8];
    String outside = "a buffer outside the bytes received";
    String tooShort = "a values buffer that is too short";
    String offsetsTooShort = "an offsets buffer that is too short";
    String behindEnd = "an offset behind its end";
    String backwards = "offsets that go backwards";
    return Stream.of(
        arguments("a negative length", INT, -1, eight, at(0, 0, 0, 0, 0, 8)),
        arguments(outside, INT, 1, eight, at(-1, 4, 0, 0, 0, 8)),
        arguments(outside, INT, 1, eight, at(0, -4, 0, 0, 0, 8)),
        arguments(outside, INT, 1, eight, at(5, 4, 0, 0, 0, 8)),
        arguments(outside, INT, 1, eight, at(0, 0, 0, 0, 5, 4)),
        arguments(outside, INT, 1, eight, at(0, 0, 0, 0, Integer.MAX_VALUE, Integer.MAX_VALUE)),
        arguments(outside, TEXT, 1, eight, at(0, 0, 4, 8, 0, 0)),
        arguments("a validity buffer that is too short", INT, 9, eight, at(0, 1, 0, 0, 0, 8)),
        arguments(tooShort, INT, 3, eight, at(0, 0, 0, 0, 0, 8)),
        arguments(tooShort, INT, Integer.MAX_VALUE, eight, at(0, 0, 0, 0, 0, 8)),
        arguments(tooShort, new BooleanType(), 65, eight, at(0, 0, 0, 0, 0, 8)),
        arguments(tooShort, new ColumnType.UuidType(), 1, eight, at(0, 0, 0, 0, 0, 8)),
        arguments(
            tooShort,
            new ColumnType.FixedBinaryType(Integer.MAX_VALUE),
            Integer.MAX_VALUE,
            eight,
            at(0, 0, 0, 0, 0, 8)),
        arguments(offsetsTooShort, TEXT, 2, eight, at(0, 0, 0, 8, 0, 0)),
        arguments(offsetsTooShort, TEXT, Integer.MAX_VALUE, eight, at(0, 0, 0, 8, 0, 0)),
        arguments(offsetsTooShort, LARGE_TEXT, 1, ints(0, 0), at(0, 0, 0, 8, 0, 0)),
        arguments(behindEnd, TEXT, 1, ints(0, 1), at(0, 0, 0, 8, 0, 0)),
        arguments(behindEnd, TEXT, 1, ints(0, Integer.MAX_VALUE), at(0, 0, 0, 8, 0, 8)),
        arguments(behindEnd, LARGE_TEXT, 1, longs(0, 1L << 40), at(0, 0, 0, 16, 0, 16)),
        arguments(backwards, TEXT, 2, ints(0, 4, 3), at(0, 0, 0, 12, 0, 12)),
        arguments(backwards, TEXT, 1, ints(-1, 4), at(0, 0, 0, 8, 0, 8)),
        arguments(backwards, TEXT, 2, ints(0, Integer.MIN_VALUE, 4), at(0, 0, 0, 12, 0, 8)),
        arguments(backwards, LARGE_TEXT, 2, longs(0, 4, 3), at(0, 0, 0, 24, 0, 24)),
        arguments(backwards, LARGE_TEXT, 1, longs(-1, 4), at(0, 0, 0, 16, 0, 16)),
        arguments("a null type with values", new NullType(), 1, eight, at(0, 0, 0, 0, 0, 0)));
  }

  @ParameterizedTest(name = "{0} nulls of {1} values, validity {2}")
  @MethodSource
  void refusesNullCountsThatLie(int nullCount, int length, byte[] validity) {
    byte[] bytes = new byte[validity.length + 4 * 130];
    System.arraycopy(validity, 0, bytes, 0, validity.length);
    int[] at = at(0, validity.length, 0, 0, validity.length, 4 * 130);
    assertThatThrownBy(() -> new ColumnView(INT, length, nullCount, bytes, buffers(at), List.of()))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("null");
  }

  static Stream<Arguments> refusesNullCountsThatLie() {
    byte[] none = {};
    byte[] ones = new byte[17];
    Arrays.fill(ones, (byte) -1);
    return Stream.of(
        arguments(-1, 1, none),
        arguments(2, 1, none),
        arguments(1, 1, none),
        arguments(0, 1, new byte[] {(byte) 0b1111_1110}),
        arguments(1, 1, new byte[] {1}),
        arguments(0, 130, new byte[17]),
        arguments(1, 130, ones),
        arguments(130, 130, ones));
  }

  @Test
  void bitsBehindTheLastRowDoNotCountAsNulls() {
    byte[] bytes = new byte[17];
    Arrays.fill(bytes, 0, 9, (byte) -1);
    bytes[8] = 0b0000_0101;
    ColumnView column =
        new ColumnView(new BooleanType(), 67, 1, bytes, buffers(at(0, 9, 0, 0, 0, 9)), List.of());
    assertThat(column.isNull(64)).isFalse();
    assertThat(column.isNull(65)).isTrue();
    assertThat(column.isNull(66)).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void refusesChildrenThatAreTooShort(String fault, ColumnType type, int length, int childLength) {
    byte[] bytes = ints(0, 2, 4, 0, 0, 0);
    List<ColumnView> children =
        switch (type) {
          case StructType _ -> List.of(numbers(length), numbers(childLength));
          case MapType map ->
              List.of(
                  new ColumnView(
                      map.entry(),
                      childLength,
                      0,
                      bytes,
                      ColumnBuffers.NONE,
                      List.of(numbers(childLength), numbers(childLength))));
          default -> List.of(numbers(childLength));
        };
    assertThatThrownBy(
            () -> new ColumnView(type, length, 0, bytes, buffers(at(0, 0, 0, 12, 0, 0)), children))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("the record has a column with " + fault);
  }

  static Stream<Arguments> refusesChildrenThatAreTooShort() {
    return Stream.of(
        arguments("an offset behind its end", LIST, 2, 3),
        arguments("an offset behind its end", new MapType(STRUCT), 2, 3),
        arguments("fewer elements than its lists need", PAIRS, 2, 3),
        arguments("a struct with a field that is too short", STRUCT, 2, 1));
  }

  @Test
  void anEmptyColumnNeedsNoBuffers() {
    for (ColumnType type : List.of(INT, TEXT, LARGE_TEXT, new BooleanType(), new NullType())) {
      ColumnView column = new ColumnView(type, 0, 0, new byte[0], ColumnBuffers.NONE, List.of());
      assertThat(column.length()).isZero();
    }
  }

  @Test
  void aRecordNeedsAValueOfEveryColumnForEveryRow() {
    Table table = Table.of("t", Column.of("a", INT), Column.of("b", INT));
    assertThatThrownBy(() -> new RecordBatch(table, 2, 8, List.of(numbers(2))))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("a record of table t lacks columns");
    assertThatThrownBy(() -> new RecordBatch(table, 2, 8, List.of(numbers(2), numbers(1))))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("column b of a record of table t has fewer values than the record has rows");
  }

  /** A column of whole numbers without nulls. */
  private static ColumnView numbers(int length) {
    FixedWidthBuilder builder = new FixedWidthBuilder(4);
    for (int i = 0; i < length; i++) {
      builder.append(i);
    }
    return builder.build(INT);
  }

  private static ColumnType list(ListLayout layout) {
    return new ListType(Column.of("item", INT), layout);
  }

  private static byte[] ints(int... numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int number : numbers) {
      bytes.putInt(number);
    }
    return bytes.array();
  }

  private static byte[] longs(long... numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long number : numbers) {
      bytes.putLong(number);
    }
    return bytes.array();
  }

  /** Start and length of the validity, offsets and values buffers. */
  private static int[] at(int... startsAndLengths) {
    return startsAndLengths;
  }

  private static ColumnBuffers buffers(int[] at) {
    return new ColumnBuffers(at[0], at[1], at[2], at[3], at[4], at[5]);
  }
}
