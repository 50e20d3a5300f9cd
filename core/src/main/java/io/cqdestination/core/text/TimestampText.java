package io.cqdestination.core.text;

import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.TimeUnit;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/**
 * Timestamps inside JSON, in the type's zone and the form of RFC 3339: {@code
 * 2024-02-29T13:14:15.123Z}, {@code 2024-02-29T14:14:15+01:00}, years of any length. Immutable.
 */
record TimestampText(TimeUnit unit, ZoneRules zone) {

  /** Of another type: in seconds, and of no use. */
  static TimestampText of(ColumnType type) {
    return type instanceof ColumnType.TimestampType(TimeUnit unit, String zone)
        ? new TimestampText(unit, rules(zone))
        : new TimestampText(TimeUnit.SECOND, ZoneOffset.UTC.getRules());
  }

  /** Outside of the calendar, the count and its unit. */
  String text(long value) {
    try {
      long second = unit.seconds(value);
      ZoneOffset offset = offset(second);
      LocalDateTime time = LocalDateTime.ofEpochSecond(second, unit.nanoseconds(value), offset);
      return ScalarText.date(time.toLocalDate())
          + "T"
          + ScalarText.clock(time.toLocalTime())
          + text(offset);
    } catch (DateTimeException outside) {
      return value + unit.symbol();
    }
  }

  private ZoneOffset offset(long second) {
    return zone.isFixedOffset()
        ? zone.getOffset(LocalDateTime.MIN)
        : zone.getOffset(Instant.ofEpochSecond(second));
  }

  /** {@code Z} or hours and minutes, as RFC 3339 has no seconds. */
  static String text(ZoneOffset offset) {
    int minutes = offset.getTotalSeconds() / 60;
    int size = Math.abs(minutes);
    return offset.getTotalSeconds() == 0
        ? "Z"
        : (minutes < 0 ? "-" : "+") + twoDigits(size / 60) + ":" + twoDigits(size % 60);
  }

  private static String twoDigits(int number) {
    return number < 10 ? "0" + number : Integer.toString(number);
  }

  /** A zone that is not known is UTC. */
  private static ZoneRules rules(@Nullable String zone) {
    try {
      return zone == null || zone.isEmpty()
          ? ZoneOffset.UTC.getRules()
          : ZoneId.of(zone, ZoneId.SHORT_IDS).getRules();
    } catch (DateTimeException unknown) {
      return ZoneOffset.UTC.getRules();
    }
  }
}
