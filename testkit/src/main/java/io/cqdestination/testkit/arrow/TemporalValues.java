package io.cqdestination.testkit.arrow;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.apache.arrow.vector.types.TimeUnit;

/**
 * Values of java.time as the numbers Arrow stores. A {@code Number} is taken as it is, so that a
 * test can store what no class of java.time can hold.
 */
final class TemporalValues {

  private static final long NANOSECONDS_OF_SECOND = 1_000_000_000L;
  private static final long MILLISECONDS_OF_DAY = 86_400_000L;

  private TemporalValues() {}

  static long timestamp(Object value, TimeUnit unit) {
    return switch (value) {
      case Number stored -> stored.longValue();
      case LocalDateTime local -> timestamp(local.toInstant(ZoneOffset.UTC), unit);
      default -> {
        Instant instant = (Instant) value;
        yield inUnits(instant.getEpochSecond(), instant.getNano(), unit);
      }
    };
  }

  static long duration(Object value, TimeUnit unit) {
    if (value instanceof Number stored) {
      return stored.longValue();
    }
    Duration duration = (Duration) value;
    return inUnits(duration.getSeconds(), duration.getNano(), unit);
  }

  static long timeOfDay(Object value, TimeUnit unit) {
    if (value instanceof Number stored) {
      return stored.longValue();
    }
    LocalTime time = (LocalTime) value;
    return inUnits(time.toSecondOfDay(), time.getNano(), unit);
  }

  static long days(Object value) {
    return value instanceof Number stored ? stored.longValue() : ((LocalDate) value).toEpochDay();
  }

  static long dayMilliseconds(Object value) {
    return value instanceof Number stored
        ? stored.longValue()
        : Math.multiplyExact(((LocalDate) value).toEpochDay(), MILLISECONDS_OF_DAY);
  }

  private static long inUnits(long seconds, int nanoseconds, TimeUnit unit) {
    long perSecond =
        switch (unit) {
          case SECOND -> 1L;
          case MILLISECOND -> 1_000L;
          case MICROSECOND -> 1_000_000L;
          case NANOSECOND -> NANOSECONDS_OF_SECOND;
        };
    return Math.addExact(
        Math.multiplyExact(seconds, perSecond), nanoseconds / (NANOSECONDS_OF_SECOND / perSecond));
  }
}
