package io.cqdestination.testkit.contract;

import static io.cqdestination.testkit.arrow.SampleTypes.list;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cqdestination.testkit.arrow.SampleType;
import io.cqdestination.testkit.arrow.SampleTypes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.arrow.vector.PeriodDuration;
import org.apache.arrow.vector.types.IntervalUnit;
import org.apache.arrow.vector.types.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A type and some of its values, none of which a store may lose: times have microseconds.
 *
 * @param values as {@link io.cqdestination.testkit.arrow.SampleRow} takes them
 */
record TypeSample(SampleType type, List<Object> values) {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static TypeSample of(SampleType type, Object... values) {
    return new TypeSample(type, List.of(values));
  }

  /** The value of a row; some are null. */
  @Nullable Object value(int row) {
    int choice = row % (values.size() + 1);
    return choice == values.size() ? null : values.get(choice);
  }

  /**
   * A value that was read, in a form that has an equality: bytes in hexadecimal, JSON as a tree.
   */
  @Nullable Object meaning(@Nullable Object read) {
    if (type.equals(SampleTypes.json())) {
      return json(read);
    }
    if (type.equals(list(SampleTypes.json())) && read instanceof List<?> elements) {
      return elements.stream().map(element -> Optional.ofNullable(json(element))).toList();
    }
    return plain(read);
  }

  private static @Nullable Object json(@Nullable Object read) {
    if (!(read instanceof byte[] bytes)) {
      return read;
    }
    try {
      return JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
    } catch (JsonProcessingException malformed) {
      throw new AssertionError("no JSON", malformed);
    }
  }

  private static @Nullable Object plain(@Nullable Object read) {
    return switch (read) {
      case byte[] bytes -> HexFormat.of().formatHex(bytes);
      case List<?> list -> {
        List<@Nullable Object> plain = new ArrayList<>();
        list.forEach(element -> plain.add(plain(element)));
        yield plain;
      }
      case Map<?, ?> map -> {
        Map<Object, @Nullable Object> plain = new LinkedHashMap<>();
        map.forEach((key, value) -> plain.put(key, plain(value)));
        yield plain;
      }
      case null, default -> read instanceof CharSequence ? read.toString() : read;
    };
  }

  static List<TypeSample> all() {
    List<TypeSample> all = new ArrayList<>(numbers());
    all.addAll(texts());
    all.addAll(times());
    all.addAll(nested());
    return all;
  }

  private static List<TypeSample> numbers() {
    return List.of(
        of(SampleTypes.bool(), true, false),
        of(SampleTypes.int8(), Byte.MIN_VALUE, Byte.MAX_VALUE),
        of(SampleTypes.int16(), Short.MIN_VALUE, Short.MAX_VALUE),
        of(SampleTypes.int32(), Integer.MIN_VALUE, Integer.MAX_VALUE),
        of(SampleTypes.int64(), Long.MIN_VALUE, Long.MAX_VALUE),
        of(SampleTypes.uint8(), 255, 0),
        of(SampleTypes.uint16(), 65_535, 0),
        of(SampleTypes.uint32(), 4_294_967_295L, 0),
        of(SampleTypes.uint64(), new BigInteger("18446744073709551615"), 0),
        of(SampleTypes.float16(), 1.5, Float.POSITIVE_INFINITY),
        of(SampleTypes.float32(), 0.1f, Float.MIN_VALUE),
        of(SampleTypes.float64(), 0.1, Double.NaN),
        of(SampleTypes.decimal128(38, 2), new BigDecimal("-1.50"), BigDecimal.TEN.pow(35)),
        of(SampleTypes.decimal128(9, 9), new BigDecimal("0.123456789")),
        of(SampleTypes.decimal256(76, 40), new BigDecimal("-12345678901234567890.5")));
  }

  private static List<TypeSample> texts() {
    return List.of(
        of(SampleTypes.text(), "Köln 🦆 \" ' \\ \n", ""),
        of(SampleTypes.largeText(), "a text that is longer than a few bytes", "null"),
        of(SampleTypes.binary(), new byte[] {0, -1, '\\'}, new byte[0]),
        of(SampleTypes.largeBinary(), new byte[100]),
        of(SampleTypes.fixedBinary(3), new byte[] {1, 2, 3}),
        of(SampleTypes.uuid(), new UUID(Long.MIN_VALUE, 1), new UUID(0, 0)),
        of(SampleTypes.json(), "{\"a\": [1, \"ä\", null, {}]}", "[]", "7"),
        of(SampleTypes.inet(), "10.1.0.0/16", "2001:db8::/32"),
        of(SampleTypes.mac(), new byte[] {1, 2, 3, 4, 5, -1}),
        of(SampleTypes.nothing()));
  }

  private static List<TypeSample> times() {
    LocalDateTime time = LocalDateTime.parse("2024-02-29T23:59:58");
    Instant old = Instant.parse("1900-01-01T00:00:01Z");
    List<TypeSample> times =
        new ArrayList<>(
            List.of(
                of(SampleTypes.date32(), LocalDate.parse("2024-02-29"), LocalDate.EPOCH),
                of(SampleTypes.date64(), LocalDate.parse("1969-12-31")),
                of(SampleTypes.timestamp(), Instant.parse("2026-01-02T03:04:05.678901Z"), old),
                of(SampleTypes.interval(IntervalUnit.YEAR_MONTH), Period.ofMonths(-14)),
                of(
                    SampleTypes.interval(IntervalUnit.DAY_TIME),
                    new PeriodDuration(Period.ofDays(-3), Duration.ofMillis(5))),
                of(
                    SampleTypes.interval(IntervalUnit.MONTH_DAY_NANO),
                    new PeriodDuration(Period.of(0, 14, 3), Duration.ofNanos(-7)))));
    for (TimeUnit unit : TimeUnit.values()) {
      times.add(
          of(SampleTypes.timestamp(unit, null), time, LocalDateTime.parse("1969-12-31T23:59:59")));
      times.add(of(SampleTypes.timestamp(unit, "Europe/Berlin"), old));
      times.add(of(SampleTypes.time(unit), LocalTime.MIDNIGHT, LocalTime.of(23, 59, 58)));
      times.add(of(SampleTypes.duration(unit), Duration.ofSeconds(-5), Duration.ZERO));
    }
    return times;
  }

  private static List<TypeSample> nested() {
    SampleType struct =
        SampleTypes.struct(
            "number",
            SampleTypes.int32(),
            "text",
            SampleTypes.text(),
            "tags",
            list(SampleTypes.text()),
            "of the day",
            SampleTypes.struct("at", SampleTypes.timestamp(), "id", SampleTypes.uuid()));
    List<@Nullable Object> full =
        Arrays.asList(
            7, "seven", Arrays.asList("a", null), Arrays.asList(1_000_000L, new UUID(0, 1)));
    List<@Nullable Object> empty = Arrays.asList(null, null, List.of(), null);
    return List.of(
        of(list(SampleTypes.text()), Arrays.asList("a", null, ""), List.of()),
        of(SampleTypes.largeList(SampleTypes.int64()), List.of(1, 2), List.of()),
        of(SampleTypes.fixedList(2, SampleTypes.float64()), List.of(0.5, -1.0)),
        of(list(list(SampleTypes.int8())), List.of(List.of(1), List.of(), List.of(2, 3))),
        of(list(SampleTypes.timestamp()), Arrays.asList(1_000_000L, null)),
        of(list(SampleTypes.uint64()), List.of(new BigInteger("18446744073709551615"), 1)),
        of(list(SampleTypes.binary()), List.of(new byte[] {0, 1}, new byte[0])),
        of(list(SampleTypes.uuid()), Arrays.asList(new UUID(0, 1), null), List.of()),
        of(list(SampleTypes.json()), Arrays.asList("{\"a\": [1]}", null, "\"ä\""), List.of()),
        of(list(SampleTypes.inet()), Arrays.asList("10.1.0.0/16", null), List.of()),
        of(struct, full, empty),
        of(list(struct), Arrays.asList(full, null, empty), List.of()),
        of(
            SampleTypes.struct("twice", SampleTypes.int8(), "Twice", SampleTypes.text()),
            Arrays.asList(1, "one")),
        of(SampleTypes.map(SampleTypes.text(), SampleTypes.int64()), Map.of("one", 1), Map.of()));
  }
}
