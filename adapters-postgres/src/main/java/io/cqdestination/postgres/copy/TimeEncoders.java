package io.cqdestination.postgres.copy;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.record.ColumnView;
import io.cqdestination.core.table.TimeUnit;

/**
 * Encoders of timestamps, dates and times. PostgreSQL counts microseconds and days from 2000-01-01;
 * nanoseconds are cut to microseconds. The largest and smallest count of days or of a unit other
 * than nanoseconds stand for infinity there and here. Thread-safe.
 *
 * <p>Source of the ranges: PostgreSQL's documentation of date/time types, from 4713 BC to 294276 AD
 * for timestamps and 5874897 AD for dates.
 */
final class TimeEncoders {
  /** Seconds from 1970-01-01 to 2000-01-01. */
  private static final long EPOCH_SECONDS = 946_684_800L;

  /** Days from 1970-01-01 to 2000-01-01. */
  private static final int EPOCH_DAYS = 10_957;

  /**
   * Seconds since 1970 of the first instant that PostgreSQL has, and of the one behind the last.
   */
  private static final long FIRST_SECOND = -210_866_803_200L;

  private static final long END_SECOND = 9_224_318_016_000L;

  /** Days since 1970 of the first date that PostgreSQL has, and of the one behind the last. */
  private static final long FIRST_DAY = -2_440_588L;

  private static final long END_DAY = 2_145_042_906L;
  private static final long MILLISECONDS_A_DAY = 86_400_000L;
  private static final long MICROSECONDS_A_DAY = 86_400_000_000L;

  private TimeEncoders() {}

  /** {@code timestamp without time zone}, in UTC. */
  static FieldWriter timestamps(ColumnView column, TimeUnit unit) {
    return new FixedWriter(8) {
      @Override
      void put(int row, byte[] out, int at) {
        BigEndian.putLong(out, at, timestamp(column.longValue(row), unit));
      }
    };
  }

  /** {@code time without time zone}: microseconds since midnight. */
  static FieldWriter times(ColumnView column, TimeUnit unit) {
    return new FixedWriter(8) {
      @Override
      void put(int row, byte[] out, int at) {
        BigEndian.putLong(out, at, timeOfDay(column.longValue(row), unit));
      }
    };
  }

  /** {@code date} from days. */
  static FieldWriter dates(ColumnView column) {
    return new FixedWriter(4) {
      @Override
      void put(int row, byte[] out, int at) {
        BigEndian.putInt(out, at, date(column.longValue(row)));
      }
    };
  }

  /** {@code date} from milliseconds. */
  static FieldWriter datesOfMilliseconds(ColumnView column) {
    return new FixedWriter(4) {
      @Override
      void put(int row, byte[] out, int at) {
        long value = column.longValue(row);
        boolean infinite = value == Long.MAX_VALUE || value == Long.MIN_VALUE;
        BigEndian.putInt(
            out,
            at,
            infinite
                ? (value > 0 ? Integer.MAX_VALUE : Integer.MIN_VALUE)
                : dateInRange(Math.floorDiv(value, MILLISECONDS_A_DAY)));
      }
    };
  }

  private static long timestamp(long value, TimeUnit unit) {
    if (unit == TimeUnit.NANOSECOND) {
      return Math.floorDiv(value, 1_000L) - EPOCH_SECONDS * 1_000_000;
    }
    if (value == Long.MAX_VALUE || value == Long.MIN_VALUE) {
      return value;
    }
    long perSecond = unit.perSecond();
    // Microseconds since 1970 end in a long before they do in PostgreSQL.
    if (value < FIRST_SECOND * perSecond
        || (unit != TimeUnit.MICROSECOND && value >= END_SECOND * perSecond)) {
      throw outOfRange("timestamp");
    }
    return (value - EPOCH_SECONDS * perSecond) * (1_000_000 / perSecond);
  }

  private static int date(long days) {
    return days == Integer.MAX_VALUE || days == Integer.MIN_VALUE ? (int) days : dateInRange(days);
  }

  private static int dateInRange(long days) {
    if (days < FIRST_DAY || days >= END_DAY) {
      throw outOfRange("date");
    }
    return (int) (days - EPOCH_DAYS);
  }

  private static long timeOfDay(long value, TimeUnit unit) {
    long microseconds =
        switch (unit) {
          case MICROSECOND -> value;
          case NANOSECOND -> Math.floorDiv(value, 1_000L);
          case MILLISECOND -> value * 1_000;
          case SECOND -> value * 1_000_000;
        };
    if (microseconds < 0 || microseconds > MICROSECONDS_A_DAY) {
      throw outOfRange("time");
    }
    return microseconds;
  }

  private static InvalidInput outOfRange(String kind) {
    return new InvalidInput("a " + kind + " is out of PostgreSQL's range");
  }
}
