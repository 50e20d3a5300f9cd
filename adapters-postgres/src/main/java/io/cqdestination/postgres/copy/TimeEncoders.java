package io.cqdestination.postgres.copy;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.record.ColumnView;
import io.cqdestination.core.table.TimeUnit;

/**
 * Encoders of timestamps, dates and times. PostgreSQL counts microseconds and days from 2000-01-01;
 * finer units are cut to microseconds. The largest and smallest count of microseconds or days stand
 * for infinity there and here. Thread-safe.
 */
final class TimeEncoders {
  /** Seconds from 1970-01-01 to 2000-01-01. */
  static final long EPOCH_SECONDS = 946_684_800L;

  /** Days from 1970-01-01 to 2000-01-01. */
  static final int EPOCH_DAYS = 10_957;

  static final long EPOCH_MICROSECONDS = EPOCH_SECONDS * 1_000_000;
  private static final long MILLISECONDS_A_DAY = 86_400_000L;

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
        BigEndian.putLong(out, at, microseconds(column.longValue(row), unit));
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
        BigEndian.putInt(out, at, date(Math.floorDiv(column.longValue(row), MILLISECONDS_A_DAY)));
      }
    };
  }

  private static long timestamp(long value, TimeUnit unit) {
    if (unit == TimeUnit.MICROSECOND && (value == Long.MAX_VALUE || value == Long.MIN_VALUE)) {
      return value;
    }
    long microseconds = microseconds(value, unit);
    if (microseconds < Long.MIN_VALUE + EPOCH_MICROSECONDS + 1) {
      throw outOfRange("timestamp");
    }
    return microseconds - EPOCH_MICROSECONDS;
  }

  private static int date(long days) {
    if (days == Integer.MAX_VALUE || days == Integer.MIN_VALUE) {
      return (int) days;
    }
    long since2000 = days - EPOCH_DAYS;
    if (since2000 <= Integer.MIN_VALUE || since2000 >= Integer.MAX_VALUE) {
      throw outOfRange("date");
    }
    return (int) since2000;
  }

  private static long microseconds(long value, TimeUnit unit) {
    return switch (unit) {
      case MICROSECOND -> value;
      case NANOSECOND -> Math.floorDiv(value, 1_000L);
      case MILLISECOND -> multiplied(value, 1_000L);
      case SECOND -> multiplied(value, 1_000_000L);
    };
  }

  private static long multiplied(long value, long factor) {
    long high = Math.multiplyHigh(value, factor);
    long low = value * factor;
    if (high != low >> 63) {
      throw outOfRange("time");
    }
    return low;
  }

  private static InvalidInput outOfRange(String kind) {
    return new InvalidInput("a " + kind + " is out of PostgreSQL's range");
  }
}
