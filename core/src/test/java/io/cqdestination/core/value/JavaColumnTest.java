package io.cqdestination.core.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.record.ColumnView;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.ListLayout;
import io.cqdestination.core.table.Table;
import io.cqdestination.core.table.TimeUnit;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class JavaColumnTest {
  private static final int MANY = 100;

  static Set<ColumnType> types() {
    return SampleValues.all().keySet();
  }

  @ParameterizedTest
  @MethodSource("types")
  void valuesAreReadBackAsTheyWereAdded(ColumnType type) {
    List<@Nullable Object> values = withNulls(type);
    assertSame(read(column(JavaColumn.of(type), values)), values);
  }

  @ParameterizedTest
  @MethodSource("types")
  void aCopyOfSomeRowsHoldsTheirValues(ColumnType type) {
    List<@Nullable Object> values = new ArrayList<>();
    while (values.size() < MANY) {
      values.addAll(withNulls(type));
    }
    ColumnView column = column(JavaColumn.of(type), values);
    Table table = Table.of("t", Column.of("c", type));
    RecordBatch batch = new RecordBatch(table, values.size(), 0, List.of(column));
    for (int[] range : new int[][] {{0, MANY}, {8, 24}, {3, 90}, {5, 6}, {MANY, MANY}}) {
      RecordBatch copy = batch.copy(range[0], range[1]);
      assertThat(copy.rowCount()).isEqualTo(range[1] - range[0]);
      assertSame(read(copy.columns().getFirst()), values.subList(range[0], range[1]));
      assertThat(copy.copy(0, copy.rowCount()).byteSize()).isEqualTo(copy.byteSize());
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void textsOfValuesAreReadBackAsTheValues(ColumnType type) {
    ColumnView column = column(JavaColumn.of(type), withNulls(type));
    List<@Nullable Object> texts = new ArrayList<>();
    IntStream.range(0, column.length()).forEach(row -> texts.add(JavaValue.text(column, row)));
    assertSame(read(column(JavaColumn.ofTexts(type), texts)), read(column));
  }

  static final List<Arguments> unfit =
      List.of(
          Arguments.of(new ColumnType.IntegerType(8, true), 128),
          Arguments.of(new ColumnType.IntegerType(8, false), -1),
          Arguments.of(new ColumnType.IntegerType(64, true), BigInteger.TWO.pow(63)),
          Arguments.of(new ColumnType.IntegerType(64, true), 1.5),
          Arguments.of(new ColumnType.BooleanType(), "true"),
          Arguments.of(new ColumnType.DecimalType(32, 9, 0), new BigDecimal("2147483648")),
          Arguments.of(new ColumnType.DecimalType(32, 9, 0), new BigDecimal("0.5")),
          Arguments.of(new ColumnType.FixedBinaryType(2), new byte[1]),
          Arguments.of(new ColumnType.TextType(false), 1),
          Arguments.of(new ColumnType.TimeType(TimeUnit.SECOND), "01:00"),
          Arguments.of(
              new ColumnType.ListType(
                  Column.of("item", new ColumnType.BooleanType()), new ListLayout.Fixed(2)),
              List.of(true)),
          Arguments.of(
              new ColumnType.StructType(List.of(Column.of("a", new ColumnType.BooleanType()))),
              List.of(true, true)));

  @ParameterizedTest
  @FieldSource("unfit")
  void whatIsNoValueOfTheTypeIsRefused(ColumnType type, Object value) {
    JavaColumn column = JavaColumn.of(type);
    assertThatThrownBy(() -> column.add(value))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("is no ");
  }

  @Test
  void aTimeOutsideOfTheCalendarIsRefused() {
    ColumnType type = new ColumnType.TimestampType(TimeUnit.SECOND, null);
    ColumnView numbers =
        column(JavaColumn.of(new ColumnType.IntegerType(64, true)), List.of(Long.MAX_VALUE));
    ColumnView column = new ColumnView(type, 1, 0, numbers.bytes(), numbers.buffers(), List.of());
    assertThatThrownBy(() -> JavaValue.of(column, 0))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(Long.toString(Long.MAX_VALUE));
  }

  @Test
  void rowsAreHandedOnInBatchesOfBoundedSize() {
    Table table = Table.of("t", Column.of("c", new ColumnType.IntegerType(64, true)));
    List<Integer> sizes = new ArrayList<>();
    RowSink sink = new RowSink(table, JavaColumn::of, batch -> sizes.add(batch.rowCount()));
    for (long row = 0; row < 12_000; row++) {
      sink.columns().getFirst().add(row);
      sink.endRow();
    }
    sink.end();
    sink.end();
    assertThat(sizes).containsExactly(5_000, 5_000, 2_000);
  }

  /** Arrays of bytes are the same when their bytes are. */
  private static void assertSame(List<@Nullable Object> found, List<@Nullable Object> expected) {
    assertThat(found.toArray()).isEqualTo(expected.toArray());
  }

  private static List<@Nullable Object> withNulls(ColumnType type) {
    List<@Nullable Object> values = new ArrayList<>();
    values.add(null);
    for (Object value : SampleValues.all().getOrDefault(type, List.of())) {
      values.add(value);
      values.add(null);
    }
    return values;
  }

  private static ColumnView column(JavaColumn column, List<@Nullable Object> values) {
    values.forEach(column::add);
    return column.build();
  }

  private static List<@Nullable Object> read(ColumnView column) {
    List<@Nullable Object> values = new ArrayList<>();
    IntStream.range(0, column.length()).forEach(row -> values.add(JavaValue.of(column, row)));
    return values;
  }
}
