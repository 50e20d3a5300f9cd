package io.cqdestination.core.text;

import io.cqdestination.core.table.ColumnType.TimestampType;
import io.cqdestination.core.table.TimeUnit;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts of time from their texts. Every method throws {@link IllegalArgumentException}, {@link
 * ArithmeticException} or {@link java.time.DateTimeException} when a text is no such value.
 * Thread-safe.
 */
final class TimeValue {
  private static final long MILLISECONDS_A_DAY = 86_400_000L;
  private static final Pattern COUNT = Pattern.compile("(-?\\d+)(s|ms|us|ns)?");
  private static final Pattern DATE = Pattern.compile("\\+?(-?\\d{4,9})-(\\d\\d)-(\\d\\d)");
  private static final Pattern TIMESTAMP =
      Pattern.compile("(.+)[T ](\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?)(Z|[+-]\\d\\d:\\d\\d)?");

  private TimeValue() {}

  /** Without an offset, in UTC. */
  static long timestamp(String text, TimestampType type) {
    if (COUNT.matcher(text).matches()) {
      return count(text, type.unit());
    }
    Matcher parts = matched(TIMESTAMP, text);
    LocalDateTime time = LocalDateTime.of(date(parts.group(1)), LocalTime.parse(parts.group(2)));
    String offset = parts.group(3);
    long second = time.toEpochSecond(offset == null ? ZoneOffset.UTC : offset(time, offset, type));
    return type.unit().count(second, time.getNano());
  }

  static long timeOfDay(String text, TimeUnit unit) {
    if (COUNT.matcher(text).matches()) {
      return count(text, unit);
    }
    LocalTime time = LocalTime.parse(text);
    return unit.count(time.toSecondOfDay(), time.getNano());
  }

  static long date(String text, boolean milliseconds) {
    long days = date(text).toEpochDay();
    return milliseconds ? Math.multiplyExact(days, MILLISECONDS_A_DAY) : Math.toIntExact(days);
  }

  /** {@code 5us}: the count and, unless left out, the unit asked for. */
  static long count(String text, TimeUnit unit) {
    Matcher parts = matched(COUNT, text);
    if (parts.group(2) != null && !parts.group(2).equals(unit.symbol())) {
      throw new IllegalArgumentException("in another unit");
    }
    return Long.parseLong(parts.group(1));
  }

  private static LocalDate date(String text) {
    Matcher parts = matched(DATE, text);
    return LocalDate.of(
        Integer.parseInt(parts.group(1)),
        Integer.parseInt(parts.group(2)),
        Integer.parseInt(parts.group(3)));
  }

  /** Old offsets have seconds, which the text does not show and only the zone knows. */
  private static ZoneOffset offset(LocalDateTime time, String text, TimestampType type) {
    return TimestampText.of(type).zone().getValidOffsets(time).stream()
        .filter(offset -> TimestampText.text(offset).equals(text))
        .findFirst()
        .orElseGet(() -> ZoneOffset.of(text));
  }

  private static Matcher matched(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("of another form");
    }
    return matcher;
  }
}
