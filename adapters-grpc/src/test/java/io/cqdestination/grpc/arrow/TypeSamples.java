package io.cqdestination.grpc.arrow;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cqdestination.testkit.arrow.SampleType;
import io.cqdestination.testkit.arrow.SampleTypes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.arrow.vector.PeriodDuration;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.junit.jupiter.params.provider.Arguments;

/** One value of every type Arrow's Java library can write, and the text core gives it. */
final class TypeSamples {
  private static final Instant INSTANT = Instant.parse("1969-12-31T23:59:58.123456789Z");
  private static final LocalTime TIME = LocalTime.of(1, 2, 3, 456_789_012);
  private static final PeriodDuration INTERVAL =
      new PeriodDuration(Period.of(0, 14, 3), Duration.ofMillis(-4));
  private static final String LONG = "longer than the twelve bytes of a view";

  private TypeSamples() {}

  /** Type, value, text. */
  static Stream<Arguments> all() {
    return Stream.of(readInPlace(), nested(), converted()).flatMap(samples -> samples);
  }

  static Stream<Arguments> readInPlace() {
    return Stream.of(
        arguments(SampleTypes.bool(), true, "true"),
        arguments(SampleTypes.int8(), -128, "-128"),
        arguments(SampleTypes.int16(), -32768, "-32768"),
        arguments(SampleTypes.int32(), Integer.MIN_VALUE, "-2147483648"),
        arguments(SampleTypes.int64(), Long.MIN_VALUE, "-9223372036854775808"),
        arguments(SampleTypes.uint8(), 255, "255"),
        arguments(SampleTypes.uint16(), 65535, "65535"),
        arguments(SampleTypes.uint32(), 4294967295L, "4294967295"),
        arguments(
            SampleTypes.uint64(), new BigInteger("18446744073709551615"), "18446744073709551615"),
        arguments(SampleTypes.float16(), 1.5, "1.5"),
        arguments(SampleTypes.float32(), 0.1, "0.1"),
        arguments(SampleTypes.float64(), Double.NEGATIVE_INFINITY, "-Inf"),
        arguments(SampleTypes.decimal128(38, 2), new BigDecimal("-1.5"), "-1.50"),
        arguments(SampleTypes.decimal256(76, 0), BigInteger.TEN.pow(75), "1" + "0".repeat(75)),
        arguments(SampleTypes.text(), "é", "é"),
        arguments(SampleTypes.largeText(), "", ""),
        arguments(SampleTypes.binary(), "é", base64("é")),
        arguments(SampleTypes.largeBinary(), "b", base64("b")),
        arguments(SampleTypes.fixedBinary(2), "ab", base64("ab")),
        arguments(SampleTypes.date32(), LocalDate.of(1, 1, 1), "0001-01-01"),
        arguments(SampleTypes.date64(), LocalDate.of(1969, 12, 31), "1969-12-31"),
        arguments(SampleTypes.time(TimeUnit.SECOND), TIME, "01:02:03"),
        arguments(SampleTypes.time(TimeUnit.MILLISECOND), TIME, "01:02:03.456"),
        arguments(SampleTypes.time(TimeUnit.MICROSECOND), TIME, "01:02:03.456789"),
        arguments(SampleTypes.time(TimeUnit.NANOSECOND), TIME, "01:02:03.456789012"),
        arguments(SampleTypes.timestamp(TimeUnit.SECOND, "UTC"), INSTANT, "1969-12-31 23:59:58"),
        arguments(
            SampleTypes.timestamp(TimeUnit.MILLISECOND, "+05:30"),
            INSTANT,
            "1969-12-31 23:59:58.123"),
        arguments(SampleTypes.timestamp(), INSTANT, "1969-12-31 23:59:58.123456"),
        arguments(
            SampleTypes.timestamp(TimeUnit.NANOSECOND, null),
            INSTANT,
            "1969-12-31 23:59:58.123456789"),
        arguments(SampleTypes.duration(TimeUnit.MILLISECOND), Duration.ofMillis(-5), "-5ms"),
        arguments(SampleTypes.interval(IntervalUnit.YEAR_MONTH), Period.of(1, 2, 0), "14"),
        arguments(
            SampleTypes.interval(IntervalUnit.DAY_TIME),
            INTERVAL,
            "{\"days\":3,\"milliseconds\":-4}"),
        arguments(
            SampleTypes.interval(IntervalUnit.MONTH_DAY_NANO),
            INTERVAL,
            "{\"months\":14,\"days\":3,\"nanoseconds\":-4000000}"),
        arguments(SampleTypes.uuid(), new UUID(0, 1), "00000000-0000-0000-0000-000000000001"),
        arguments(SampleTypes.json(), "{\"a\": 1}", "{\"a\": 1}"),
        arguments(SampleTypes.inet(), "::1/128", "::1/128"),
        arguments(SampleTypes.mac(), new byte[] {1, 2, 3, 4, 5, -1}, "01:02:03:04:05:ff"));
  }

  static Stream<Arguments> nested() {
    SampleType ints = SampleTypes.int32();
    return Stream.of(
        arguments(SampleTypes.list(ints), Arrays.asList(1, null), "[1,null]"),
        arguments(SampleTypes.largeList(SampleTypes.text()), List.of("é"), "[\"é\"]"),
        arguments(SampleTypes.fixedList(2, ints), List.of(1, 2), "[1,2]"),
        arguments(
            SampleTypes.list(SampleTypes.list(ints)), List.of(List.of(), List.of(1)), "[[],[1]]"),
        arguments(
            SampleTypes.list(SampleTypes.uuid()),
            List.of(new UUID(0, 1)),
            "[\"00000000-0000-0000-0000-000000000001\"]"),
        arguments(SampleTypes.list(SampleTypes.json()), List.of("[7]"), "[[7]]"),
        arguments(
            SampleTypes.struct("a", ints, "b", SampleTypes.list(SampleTypes.bool())),
            Arrays.asList(null, List.of(true)),
            "{\"a\":null,\"b\":[true]}"),
        arguments(
            SampleTypes.map(SampleTypes.text(), ints),
            Map.of("k", 1),
            "[{\"key\":\"k\",\"value\":1}]"));
  }

  static Stream<Arguments> converted() {
    return Stream.of(
        arguments(SampleTypes.textView(), LONG, LONG),
        arguments(SampleTypes.textView(), "short", "short"),
        arguments(SampleTypes.binaryView(), LONG, base64(LONG)),
        arguments(SampleTypes.runEndEncoded(SampleTypes.int64()), 7, "7"),
        arguments(SampleTypes.list(SampleTypes.textView()), List.of(LONG), "[\"" + LONG + "\"]"),
        arguments(
            SampleTypes.struct("v", SampleTypes.textView()),
            List.of(LONG),
            "{\"v\":\"" + LONG + "\"}"));
  }

  private static String base64(String text) {
    return Base64.getEncoder()
        .encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
