package io.cqdestination.testkit.arrow;

import static io.cqdestination.testkit.arrow.SampleRow.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.arrow.vector.PeriodDuration;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SampleTypesTest {

  private static final Instant INSTANT = Instant.parse("2024-02-29T23:59:58.123456789Z");
  private static final LocalTime TIME = LocalTime.of(1, 2, 3, 456_789_012);
  private static final PeriodDuration INTERVAL =
      new PeriodDuration(Period.of(0, 14, 3), Duration.ofMillis(-4));

  @ParameterizedTest
  @MethodSource("types")
  void arrowReadsBackWhatWasWritten(SampleType type, Object value, @Nullable Object read) {
    SampleTable table = new SampleTable("t").column("v", type);

    ArrowContent content =
        ArrowContent.read(table.record(row(value), row((Object) null), row(value)));

    assertThat(content.schema().getFields().getFirst()).isEqualTo(type.field("v"));
    assertThat(content.rows())
        .usingRecursiveComparison()
        .isEqualTo(List.of(List.of(read), Arrays.asList((Object) null), List.of(read)));
  }

  static Stream<Arguments> types() {
    return Stream.of(
        arguments(SampleTypes.bool(), true, true),
        arguments(SampleTypes.int8(), -128, (byte) -128),
        arguments(SampleTypes.int16(), -32768, (short) -32768),
        arguments(SampleTypes.int32(), Integer.MIN_VALUE, Integer.MIN_VALUE),
        arguments(SampleTypes.int64(), Long.MIN_VALUE, Long.MIN_VALUE),
        arguments(SampleTypes.uint8(), 255, (byte) -1),
        arguments(SampleTypes.uint16(), 65535, '\uffff'),
        arguments(SampleTypes.uint32(), 4294967295L, -1),
        arguments(SampleTypes.uint64(), new BigInteger("18446744073709551615"), -1L),
        arguments(SampleTypes.float16(), 1.5, Float.floatToFloat16(1.5f)),
        arguments(SampleTypes.float32(), 0.1, 0.1f),
        arguments(SampleTypes.float64(), 0.1, 0.1),
        arguments(SampleTypes.decimal128(38, 2), new BigDecimal("-1.5"), new BigDecimal("-1.50")),
        arguments(SampleTypes.decimal256(76, 0), 7, new BigDecimal(7)),
        arguments(SampleTypes.text(), "é", "é"),
        arguments(SampleTypes.largeText(), "é", "é"),
        arguments(SampleTypes.textView(), "longer than twelve bytes", "longer than twelve bytes"),
        arguments(SampleTypes.binary(), bytes("a"), bytes("a")),
        arguments(SampleTypes.largeBinary(), bytes("a"), bytes("a")),
        arguments(SampleTypes.binaryView(), bytes("a"), bytes("a")),
        arguments(SampleTypes.fixedBinary(2), bytes("ab"), bytes("ab")),
        arguments(SampleTypes.date32(), LocalDate.EPOCH.plusDays(3), 3),
        arguments(
            SampleTypes.date64(),
            LocalDate.EPOCH.minusDays(1),
            LocalDateTime.of(1969, 12, 31, 0, 0)),
        arguments(SampleTypes.time(TimeUnit.SECOND), TIME, 3723),
        arguments(
            SampleTypes.time(TimeUnit.MILLISECOND),
            TIME,
            LocalDateTime.of(1970, 1, 1, 1, 2, 3, 456_000_000)),
        arguments(SampleTypes.time(TimeUnit.MICROSECOND), TIME, 3_723_456_789L),
        arguments(SampleTypes.time(TimeUnit.NANOSECOND), TIME, TIME.toNanoOfDay()),
        arguments(SampleTypes.timestamp(TimeUnit.SECOND, "UTC"), INSTANT, INSTANT.getEpochSecond()),
        arguments(SampleTypes.timestamp(TimeUnit.MILLISECOND, "+05:30"), 5L, 5L),
        arguments(SampleTypes.timestamp(), INSTANT, 1_709_251_198_123_456L),
        arguments(
            SampleTypes.timestamp(TimeUnit.NANOSECOND, null),
            LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_999),
            LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_999)),
        arguments(
            SampleTypes.duration(TimeUnit.MILLISECOND),
            Duration.ofMillis(-5),
            Duration.ofMillis(-5)),
        arguments(
            SampleTypes.interval(IntervalUnit.YEAR_MONTH), Period.of(1, 2, 0), Period.ofMonths(14)),
        arguments(
            SampleTypes.interval(IntervalUnit.DAY_TIME),
            INTERVAL,
            Duration.ofDays(3).minusMillis(4)),
        arguments(SampleTypes.interval(IntervalUnit.MONTH_DAY_NANO), INTERVAL, INTERVAL),
        arguments(
            SampleTypes.uuid(),
            new UUID(0, 1),
            new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}),
        arguments(SampleTypes.json(), "{}", bytes("{}")),
        arguments(SampleTypes.inet(), "::1/128", bytes("::1/128")),
        arguments(SampleTypes.mac(), new byte[] {1, 2, 3, 4, 5, 6}, new byte[] {1, 2, 3, 4, 5, 6}),
        arguments(
            SampleTypes.list(SampleTypes.int32()), Arrays.asList(1, null), Arrays.asList(1, null)),
        arguments(
            SampleTypes.list(SampleTypes.list(SampleTypes.int32())),
            List.of(List.of(), List.of(1)),
            List.of(List.of(), List.of(1))),
        arguments(SampleTypes.largeList(SampleTypes.int32()), List.of(), List.of()),
        arguments(SampleTypes.fixedList(2, SampleTypes.int32()), List.of(1, 2), List.of(1, 2)),
        arguments(
            SampleTypes.struct("a", SampleTypes.int32(), "b", SampleTypes.bool()),
            List.of(1, true),
            Map.of("a", 1, "b", true)),
        arguments(
            SampleTypes.map(SampleTypes.int32(), SampleTypes.bool()),
            Map.of(1, true),
            List.of(Map.of("key", 1, "value", true))),
        arguments(SampleTypes.runEndEncoded(SampleTypes.int64()), 7, 7L));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
