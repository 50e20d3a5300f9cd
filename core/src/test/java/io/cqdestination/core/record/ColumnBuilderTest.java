package io.cqdestination.core.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType.BinaryType;
import io.cqdestination.core.table.ColumnType.BooleanType;
import io.cqdestination.core.table.ColumnType.DecimalType;
import io.cqdestination.core.table.ColumnType.IntegerType;
import io.cqdestination.core.table.ColumnType.ListType;
import io.cqdestination.core.table.ListLayout;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was appended is read back, in any number around the sizes at which buffers grow. */
class ColumnBuilderTest {
  private final Random random = new Random(5);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 9, 64, 127, 128, 129, 1000})
  void booleans(int count) {
    BitBuilder builder = new BitBuilder();
    List<@Nullable Boolean> values = values(count, random::nextBoolean);
    values.forEach(value -> append(builder, value, builder::append));
    ColumnView column = builder.build(new BooleanType());
    assertThat(read(column, column::booleanValue)).isEqualTo(values);
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 16, 32, 64})
  void wholeNumbers(int bits) {
    FixedWidthBuilder builder = new FixedWidthBuilder(bits / 8);
    List<@Nullable Long> values = values(500, () -> random.nextLong() >> (64 - bits));
    values.forEach(value -> append(builder, value, builder::append));
    ColumnView column = builder.build(new IntegerType(bits, true));
    assertThat(read(column, column::longValue)).isEqualTo(values);
    assertThat(column.byteSize(0, 500)).isEqualTo(500L * bits / 8);
  }

  @ParameterizedTest
  @ValueSource(ints = {32, 64, 128, 256})
  void decimals(int bits) {
    FixedWidthBuilder builder = new FixedWidthBuilder(bits / 8);
    List<@Nullable BigInteger> values =
        values(300, () -> new BigInteger(bits - 1, random).subtract(BigInteger.TEN));
    values.forEach(value ->
        append(builder, value, number -> builder.append(littleEndian(number, bits / 8), 0)));
    ColumnView column = builder.build(new DecimalType(bits, 9, 2));
    assertThat(read(column, column::unscaledValue)).isEqualTo(values);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void bytes(boolean large) {
    VariableWidthBuilder builder = new VariableWidthBuilder();
    List<@Nullable String> values = values(500, () -> "x".repeat(random.nextInt(40)));
    values.forEach(value -> append(builder, value, text -> builder.append(text.getBytes(UTF_8))));
    ColumnView column = builder.build(new BinaryType(large));
    assertThat(read(column, row -> text(column, row))).isEqualTo(values);
  }

  @Test
  void aPartOfAnArrayIsAppended() {
    VariableWidthBuilder builder = new VariableWidthBuilder();
    builder.append("abcdef".getBytes(UTF_8), 2, 4);
    ColumnView column = builder.build(new BinaryType(false));
    assertThat(text(column, 0)).isEqualTo("cd");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void listsOfAnyLength(boolean large) {
    assertListsReadBack(new ListLayout.Offsets(large), () -> random.nextInt(5));
  }

  @Test
  void listsOfOneLength() {
    assertListsReadBack(new ListLayout.Fixed(3), () -> 3);
  }

  @Test
  void sizesOfRowRangesAddUp() {
    VariableWidthBuilder builder = new VariableWidthBuilder();
    builder.append("four".getBytes(UTF_8));
    builder.appendNull();
    builder.append("seven..".getBytes(UTF_8));
    ColumnView column = builder.build(new BinaryType(false));
    assertThat(column.byteSize(0, 1)).isEqualTo(8);
    assertThat(column.byteSize(1, 3)).isEqualTo(15);
    assertThat(column.byteSize(2, 2)).isZero();
  }

  private void assertListsReadBack(ListLayout layout, Supplier<Integer> size) {
    FixedWidthBuilder elements = new FixedWidthBuilder(4);
    ListType type = new ListType(Column.of("item", new IntegerType(32, true)), layout);
    ListBuilder builder = new ListBuilder(type, elements);
    List<@Nullable List<Long>> values =
        values(200, () -> random.ints(size.get()).mapToObj(i -> (long) i).toList());
    for (List<Long> value : values) {
      if (value == null) {
        builder.appendNull();
      } else {
        value.forEach(elements::append);
        builder.append();
      }
    }
    ColumnView column = builder.build(type);
    assertThat(read(column, row -> elements(column, row))).isEqualTo(values);
    long offsetBytes =
        switch (layout) {
          case ListLayout.Offsets(boolean large) -> large ? 8 : 4;
          case ListLayout.Fixed _ -> 0;
        };
    assertThat(column.byteSize(0, 200))
        .isEqualTo(4L * column.elements().length() + 200 * offsetBytes);
  }

  private static List<Long> elements(ColumnView column, int row) {
    return IntStream.range(column.firstElement(row), column.endElement(row))
        .mapToObj(column.elements()::longValue)
        .toList();
  }

  private static String text(ColumnView column, int row) {
    return new String(
        Arrays.copyOfRange(column.bytes(), column.start(row), column.end(row)), UTF_8);
  }

  /** Values of which a fifth is null. */
  private <T> List<@Nullable T> values(int count, Supplier<T> value) {
    List<@Nullable T> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(random.nextInt(5) == 0 ? null : value.get());
    }
    return values;
  }

  private static <T> void append(ColumnBuilder builder, @Nullable T value, Consumer<T> append) {
    if (value == null) {
      builder.appendNull();
    } else {
      append.accept(value);
    }
  }

  private static <T> List<@Nullable T> read(ColumnView column, Function<Integer, T> value) {
    List<@Nullable T> values = new ArrayList<>();
    int nulls = 0;
    for (int row = 0; row < column.length(); row++) {
      values.add(column.isNull(row) ? null : value.apply(row));
      nulls += column.isNull(row) ? 1 : 0;
    }
    assertThat(column.nullCount()).isEqualTo(nulls);
    return values;
  }

  private static byte[] littleEndian(BigInteger number, int width) {
    byte[] bytes = new byte[width];
    for (int i = 0; i < width; i++) {
      bytes[i] = number.shiftRight(8 * i).byteValue();
    }
    return bytes;
  }
}
