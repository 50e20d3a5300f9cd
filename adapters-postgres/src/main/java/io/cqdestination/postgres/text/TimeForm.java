package io.cqdestination.postgres.text;

import io.cqdestination.core.text.ByteSink;
import io.cqdestination.postgres.copy.BigEndian;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;

/**
 * Dates and times: in binary microseconds or days since 2000-01-01, the largest and smallest of
 * which stand for infinity. Years before 1 have the suffix BC.
 */
enum TimeForm implements ValueForm {
  DATE {
    @Override
    public void appendText(byte[] binary, int at, int length, ByteSink text) {
      int days = BigEndian.getInt(binary, at);
      if (days == Integer.MAX_VALUE || days == Integer.MIN_VALUE) {
        text.append(days > 0 ? INFINITY : MINUS_INFINITY);
      } else {
        text.append(date(days + (long) EPOCH_DAYS, ""));
      }
    }

    @Override
    public void appendBinary(String text, ByteSink binary) {
      int days =
          switch (text) {
            case INFINITY -> Integer.MAX_VALUE;
            case MINUS_INFINITY -> Integer.MIN_VALUE;
            default -> Math.toIntExact(epochDay(text, text.endsWith(BC)) - EPOCH_DAYS);
          };
      byte[] bytes = new byte[Integer.BYTES];
      BigEndian.putInt(bytes, 0, days);
      binary.append(bytes, 0, bytes.length);
    }
  },
  TIME {
    @Override
    public void appendText(byte[] binary, int at, int length, ByteSink text) {
      text.append(timeOfDay(BigEndian.getLong(binary, at)));
    }

    @Override
    public void appendBinary(String text, ByteSink binary) {
      appendLong(microseconds(text, text), binary);
    }
  },
  TIMESTAMP {
    @Override
    public void appendText(byte[] binary, int at, int length, ByteSink text) {
      long value = BigEndian.getLong(binary, at);
      if (value == Long.MAX_VALUE || value == Long.MIN_VALUE) {
        text.append(value > 0 ? INFINITY : MINUS_INFINITY);
      } else {
        long days = Math.floorDiv(value, MICROSECONDS_A_DAY);
        text.append(
            date(days + EPOCH_DAYS, " " + timeOfDay(Math.floorMod(value, MICROSECONDS_A_DAY))));
      }
    }

    @Override
    public void appendBinary(String text, ByteSink binary) {
      appendLong(
          switch (text) {
            case INFINITY -> Long.MAX_VALUE;
            case MINUS_INFINITY -> Long.MIN_VALUE;
            default -> timestamp(text);
          },
          binary);
    }
  };

  private static final String INFINITY = "infinity";
  private static final String MINUS_INFINITY = "-infinity";
  private static final String BC = " BC";

  /** Days from 1970-01-01 to 2000-01-01. */
  private static final int EPOCH_DAYS = 10_957;

  private static final int MICROSECOND_DIGITS = 6;
  private static final long MICROSECONDS_A_SECOND = 1_000_000;
  private static final long MICROSECONDS_A_DAY = 86_400 * MICROSECONDS_A_SECOND;

  /** ISO 8601 with years of any length, an era, and {@code time} before the era. */
  private static String date(long epochDay, String time) {
    LocalDate date = LocalDate.ofEpochDay(epochDay);
    boolean before = date.getYear() <= 0;
    return String.format(
        Locale.ROOT,
        "%04d-%02d-%02d%s%s",
        before ? 1 - date.getYear() : date.getYear(),
        date.getMonthValue(),
        date.getDayOfMonth(),
        time,
        before ? BC : "");
  }

  private static String timeOfDay(long microseconds) {
    long seconds = microseconds / MICROSECONDS_A_SECOND;
    return String.format(
        Locale.ROOT,
        "%02d:%02d:%02d.%06d",
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60,
        microseconds % MICROSECONDS_A_SECOND);
  }

  private static long timestamp(String text) {
    int blank = text.indexOf(' ');
    if (blank < 0) {
      throw MalformedValue.of(text, "timestamp");
    }
    boolean before = text.endsWith(BC);
    String time = text.substring(blank + 1, text.length() - (before ? BC.length() : 0));
    long days = epochDay(text.substring(0, blank), before) - EPOCH_DAYS;
    // The first day's negative count times a day is below what a long holds, the sum is not.
    return days < 0
        ? (days + 1) * MICROSECONDS_A_DAY + (microseconds(time, text) - MICROSECONDS_A_DAY)
        : days * MICROSECONDS_A_DAY + microseconds(time, text);
  }

  private static long epochDay(String text, boolean before) {
    String[] parts = text.replace(BC, "").split("-", -1);
    try {
      if (parts.length == 3) {
        int year = Integer.parseInt(parts[0]);
        int month = Integer.parseInt(parts[1]);
        int day = Integer.parseInt(parts[2]);
        return LocalDate.of(before ? 1 - year : year, month, day).toEpochDay();
      }
    } catch (NumberFormatException | DateTimeException malformed) {
      throw MalformedValue.of(text, "date");
    }
    throw MalformedValue.of(text, "date");
  }

  private static long microseconds(String time, String whole) {
    try {
      int point = time.indexOf('.');
      String[] parts = time.substring(0, point < 0 ? time.length() : point).split(":", -1);
      String fraction = point < 0 ? "" : time.substring(point + 1);
      if (parts.length == 3 && fraction.length() <= MICROSECOND_DIGITS) {
        long seconds =
            Integer.parseInt(parts[0]) * 3600L
                + Integer.parseInt(parts[1]) * 60L
                + Integer.parseInt(parts[2]);
        String padded = fraction + "0".repeat(MICROSECOND_DIGITS - fraction.length());
        return seconds * MICROSECONDS_A_SECOND + Integer.parseInt(padded);
      }
    } catch (NumberFormatException malformed) {
      throw MalformedValue.of(whole, "time");
    }
    throw MalformedValue.of(whole, "time");
  }

  private static void appendLong(long value, ByteSink binary) {
    byte[] bytes = new byte[Long.BYTES];
    BigEndian.putLong(bytes, 0, value);
    binary.append(bytes, 0, bytes.length);
  }
}
