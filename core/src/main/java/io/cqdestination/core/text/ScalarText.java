package io.cqdestination.core.text;

import io.cqdestination.core.record.ColumnView;
import io.cqdestination.core.table.TimeUnit;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HexFormat;

/** Text forms of single values, as Arrow's own libraries write them. Thread-safe. */
final class ScalarText {
  private static final long NANOSECONDS_A_SECOND = 1_000_000_000L;

  private ScalarText() {}

  static String integer(long value, int bits, boolean signed) {
    if (signed || bits < 64) {
      return Long.toString(signed ? value : value & ((1L << bits) - 1));
    }
    return Long.toUnsignedString(value);
  }

  static String decimal(ColumnView column, int row, int scale) {
    return new BigDecimal(column.unscaledValue(row), scale).toPlainString();
  }

  /** {@code 5s}, {@code 5us}: the count and the unit. */
  static String duration(long value, TimeUnit unit) {
    return value + unit.symbol();
  }

  /** {@code 2024-02-29 23:59:58.123456}, in UTC, without trailing zeros. */
  static String timestamp(long value, TimeUnit unit) {
    try {
      LocalDateTime time =
          LocalDateTime.ofEpochSecond(unit.seconds(value), unit.nanoseconds(value), ZoneOffset.UTC);
      return time.toLocalDate() + " " + clock(time.toLocalTime());
    } catch (DateTimeException outside) {
      return value + unit.symbol();
    }
  }

  static String date(long days) {
    return date(LocalDate.ofEpochDay(days));
  }

  /** {@code 2024-02-29}; years above 9999 have no plus sign. */
  static String date(LocalDate date) {
    String text = date.toString();
    return text.startsWith("+") ? text.substring(1) : text;
  }

  static String timeOfDay(long value, TimeUnit unit) {
    try {
      return clock(
          LocalTime.ofNanoOfDay(
              Math.multiplyExact(value, NANOSECONDS_A_SECOND / unit.perSecond())));
    } catch (DateTimeException | ArithmeticException outside) {
      return value + unit.symbol();
    }
  }

  /** {@code 01:23:45.678}, without trailing zeros. */
  static String clock(LocalTime time) {
    String seconds = "%02d:%02d:%02d".formatted(time.getHour(), time.getMinute(), time.getSecond());
    if (time.getNano() == 0) {
      return seconds;
    }
    String fraction = "%09d".formatted(time.getNano());
    int end = fraction.length();
    while (fraction.charAt(end - 1) == '0') {
      end--;
    }
    return seconds + "." + fraction.substring(0, end);
  }

  static String uuid(byte[] bytes, int start) {
    HexFormat hex = HexFormat.of();
    return String.join(
        "-",
        hex.formatHex(bytes, start, start + 4),
        hex.formatHex(bytes, start + 4, start + 6),
        hex.formatHex(bytes, start + 6, start + 8),
        hex.formatHex(bytes, start + 8, start + 10),
        hex.formatHex(bytes, start + 10, start + 16));
  }

  static String mac(byte[] bytes, int start, int end) {
    return HexFormat.ofDelimiter(":").formatHex(bytes, start, end);
  }
}
