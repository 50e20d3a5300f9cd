package io.cqdestination.core.value;

import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.IntervalUnit;
import io.cqdestination.core.table.ListLayout;
import io.cqdestination.core.table.TimeUnit;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Every type, with some of its values. */
public final class SampleValues {
  private static final ColumnType TEXT = new ColumnType.TextType(false);
  private static final ColumnType INT32 = new ColumnType.IntegerType(32, true);
  private static final ColumnType.StructType PAIR =
      new ColumnType.StructType(List.of(Column.of("key", TEXT), Column.of("value", INT32)));

  private SampleValues() {}

  public static Map<ColumnType, List<Object>> all() {
    Map<ColumnType, List<Object>> all = new LinkedHashMap<>();
    all.put(new ColumnType.BooleanType(), List.of(true, false));
    all.put(integer(8, true), List.of((byte) -128, (byte) 127));
    all.put(integer(16, true), List.of((short) -32768, (short) 5));
    all.put(INT32, List.of(Integer.MIN_VALUE, 7));
    all.put(integer(64, true), List.of(Long.MIN_VALUE, 7L));
    all.put(integer(8, false), List.of((short) 255, (short) 0));
    all.put(integer(16, false), List.of(65535, 1));
    all.put(integer(32, false), List.of(4294967295L, 1L));
    all.put(integer(64, false), List.of(new BigInteger("18446744073709551615"), BigInteger.ONE));
    all.put(new ColumnType.FloatingPointType(16), List.of(1.5f, Float.NEGATIVE_INFINITY));
    all.put(new ColumnType.FloatingPointType(32), List.of(0.1f, Float.NaN));
    all.put(new ColumnType.FloatingPointType(64), List.of(0.1, -0.0));
    for (int bits : new int[] {32, 64, 128, 256}) {
      all.put(
          new ColumnType.DecimalType(bits, 9, 2),
          List.of(new BigDecimal("-1234567.89"), new BigDecimal("0.00")));
    }
    for (boolean large : new boolean[] {false, true}) {
      all.put(new ColumnType.TextType(large), List.of("Köln", ""));
      all.put(new ColumnType.BinaryType(large), List.of(new byte[] {0, -1}, new byte[0]));
    }
    all.put(new ColumnType.BinaryViewType(), List.of(new byte[] {1}));
    all.put(new ColumnType.FixedBinaryType(3), List.of(new byte[] {1, 2, 3}));
    all.put(new ColumnType.JsonType(), List.of("{\"a\":[1,null]}"));
    all.put(new ColumnType.InetType(), List.of("10.0.0.0/8", "::1"));
    all.put(new ColumnType.MacType(), List.of(new byte[] {1, 2, 3, 4, 5, 6}));
    all.put(new ColumnType.OpaqueType("Union"), List.of("[1]"));
    all.put(new ColumnType.UuidType(), List.of(new UUID(-2, 3), new UUID(1, Long.MIN_VALUE)));
    addTimes(all);
    addNested(all);
    return all;
  }

  private static void addTimes(Map<ColumnType, List<Object>> all) {
    LocalDateTime time = LocalDateTime.parse("1965-02-03T04:05:06");
    for (TimeUnit unit : TimeUnit.values()) {
      all.put(new ColumnType.TimestampType(unit, null), List.of(time));
      all.put(
          new ColumnType.TimestampType(unit, "Europe/Berlin"),
          List.of(OffsetDateTime.parse("2026-02-03T04:05:06Z")));
      all.put(new ColumnType.TimeType(unit), List.of(LocalTime.MIDNIGHT, LocalTime.of(23, 59, 58)));
      all.put(new ColumnType.DurationType(unit), List.of(Duration.ofSeconds(-5)));
    }
    all.put(
        new ColumnType.TimestampType(TimeUnit.NANOSECOND, ""),
        List.of(OffsetDateTime.parse("1900-02-03T04:05:06.123456789Z")));
    for (boolean milliseconds : new boolean[] {false, true}) {
      all.put(
          new ColumnType.DateType(milliseconds),
          List.of(LocalDate.parse("2024-02-29"), LocalDate.parse("-0044-03-15")));
    }
    all.put(new ColumnType.IntervalType(IntervalUnit.YEAR_MONTH), List.of(new Interval(-14, 0, 0)));
    all.put(
        new ColumnType.IntervalType(IntervalUnit.DAY_TIME),
        List.of(new Interval(0, -3, -5_000_000)));
    all.put(
        new ColumnType.IntervalType(IntervalUnit.MONTH_DAY_NANO), List.of(new Interval(1, -2, 3)));
  }

  private static void addNested(Map<ColumnType, List<Object>> all) {
    for (boolean large : new boolean[] {false, true}) {
      all.put(list(TEXT, new ListLayout.Offsets(large)), List.of(nullable("a", null), List.of()));
    }
    all.put(list(INT32, new ListLayout.Fixed(2)), List.of(nullable(1, null)));
    all.put(PAIR, List.of(nullable("a", null), nullable(null, 2)));
    all.put(list(PAIR, new ListLayout.Offsets(false)), List.of(nullable(List.of("a", 1), null)));
    all.put(
        new ColumnType.MapType(PAIR),
        List.of(List.of(List.of("a", 1), nullable("a", null)), List.of()));
    all.put(new ColumnType.StructType(List.of()), List.of(List.of()));
    all.put(new ColumnType.NullType(), List.of());
  }

  private static ColumnType integer(int bits, boolean signed) {
    return new ColumnType.IntegerType(bits, signed);
  }

  private static ColumnType list(ColumnType element, ListLayout layout) {
    return new ColumnType.ListType(Column.of("item", element), layout);
  }

  private static List<@Nullable Object> nullable(@Nullable Object... values) {
    return new ArrayList<>(Arrays.asList(values));
  }
}
