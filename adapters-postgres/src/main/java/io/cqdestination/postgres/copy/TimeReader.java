package io.cqdestination.postgres.copy;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.table.TimeUnit;

/**
 * Turns PostgreSQL's counts of time, from 2000-01-01, into Arrow's. Infinity is the largest count.
 * Thread-safe.
 */
final class TimeReader {
  private static final long EPOCH_SECONDS = 946_684_800L;
  private static final int EPOCH_DAYS = 10_957;
  private static final long MILLISECONDS_A_DAY = 86_400_000L;

  private TimeReader() {}

  static long timestamp(long microseconds, TimeUnit unit) {
    if (microseconds == Long.MAX_VALUE || microseconds == Long.MIN_VALUE) {
      return microseconds;
    }
    try {
      return switch (unit) {
        case NANOSECOND -> Math.multiplyExact(since1970(microseconds), 1_000L);
        case MICROSECOND -> since1970(microseconds);
        // Microseconds since 1970 end in a long before PostgreSQL's range does: not by that way.
        case MILLISECOND, SECOND -> inUnit(microseconds, unit) + EPOCH_SECONDS * unit.perSecond();
      };
    } catch (ArithmeticException outside) {
      throw new InvalidInput(
          "a timestamp is out of the range of a count in " + unit.symbol(), outside);
    }
  }

  static long time(long microseconds, TimeUnit unit) {
    return inUnit(microseconds, unit);
  }

  static long date(int days, boolean milliseconds) {
    if (days == Integer.MAX_VALUE || days == Integer.MIN_VALUE) {
      return milliseconds ? (days > 0 ? Long.MAX_VALUE : Long.MIN_VALUE) : days;
    }
    long since1970 = (long) days + EPOCH_DAYS;
    return milliseconds ? since1970 * MILLISECONDS_A_DAY : since1970;
  }

  private static long since1970(long microseconds) {
    return Math.addExact(microseconds, EPOCH_SECONDS * 1_000_000);
  }

  private static long inUnit(long microseconds, TimeUnit unit) {
    return switch (unit) {
      case MICROSECOND -> microseconds;
      case NANOSECOND -> microseconds * 1_000L;
      case MILLISECOND -> Math.floorDiv(microseconds, 1_000L);
      case SECOND -> Math.floorDiv(microseconds, 1_000_000L);
    };
  }
}
