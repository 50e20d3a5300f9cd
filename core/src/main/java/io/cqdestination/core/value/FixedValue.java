package io.cqdestination.core.value;

import io.cqdestination.core.record.FixedWidthBuilder;
import io.cqdestination.core.record.LittleEndian;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.IntervalUnit;
import io.cqdestination.core.table.TimeUnit;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/**
 * Values of a fixed number of bytes. Whatever is no value of the type ends in a {@link
 * ClassCastException}, {@link IllegalArgumentException} or {@link ArithmeticException}.
 * Thread-safe.
 */
final class FixedValue {
  private static final long MILLISECONDS_A_DAY = 86_400_000L;
  private static final int NANOSECONDS_A_MILLISECOND = 1_000_000;

  private FixedValue() {}

  static void append(ColumnType type, Object value, FixedWidthBuilder to) {
    switch (type) {
      case ColumnType.IntegerType integer -> to.append(integer(integer, value));
      case ColumnType.FloatingPointType(int bits) -> to.append(floatingPoint(bits, value));
      case ColumnType.DecimalType decimal ->
          to.append(((BigDecimal) value).setScale(decimal.scale()).unscaledValue());
      case ColumnType.FixedBinaryType(int width) -> to.append(ofWidth((byte[]) value, width), 0);
      case ColumnType.UuidType _ -> to.append(bytes((UUID) value), 0);
      case ColumnType.TimestampType(TimeUnit unit, _) -> to.append(timestamp(unit, value));
      case ColumnType.TimeType(TimeUnit unit) -> {
        LocalTime time = (LocalTime) value;
        to.append(unit.count(time.toSecondOfDay(), time.getNano()));
      }
      case ColumnType.DateType(boolean milliseconds) -> {
        long day = ((LocalDate) value).toEpochDay();
        to.append(
            milliseconds ? Math.multiplyExact(day, MILLISECONDS_A_DAY) : Math.toIntExact(day));
      }
      case ColumnType.DurationType(TimeUnit unit) -> {
        Duration duration = (Duration) value;
        to.append(unit.count(duration.getSeconds(), duration.getNano()));
      }
      case ColumnType.IntervalType(IntervalUnit unit) ->
          to.append(bytes(unit, (Interval) value), 0);
      default -> throw new IllegalArgumentException("a value of " + type);
    }
  }

  private static long integer(ColumnType.IntegerType type, Object value) {
    BigInteger number =
        switch (value) {
          case BigInteger large -> large;
          case Byte _, Short _, Integer _, Long _ ->
              BigInteger.valueOf(((Number) value).longValue());
          default -> throw new IllegalArgumentException("no whole number");
        };
    boolean fits =
        type.signed()
            ? number.bitLength() < type.bits()
            : number.signum() >= 0 && number.bitLength() <= type.bits();
    if (!fits) {
      throw new ArithmeticException("out of range");
    }
    return number.longValue();
  }

  private static long floatingPoint(int bits, Object value) {
    return switch (bits) {
      case 16 -> Float.floatToFloat16((Float) value);
      case 32 -> Float.floatToRawIntBits((Float) value);
      default -> Double.doubleToRawLongBits((Double) value);
    };
  }

  private static long timestamp(TimeUnit unit, Object value) {
    LocalDateTime time =
        switch (value) {
          case OffsetDateTime instant ->
              instant.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
          default -> (LocalDateTime) value;
        };
    return unit.count(time.toEpochSecond(ZoneOffset.UTC), time.getNano());
  }

  private static byte[] ofWidth(byte[] value, int width) {
    if (value.length != width) {
      throw new IllegalArgumentException(value.length + " bytes");
    }
    return value;
  }

  private static byte[] bytes(UUID value) {
    return ByteBuffer.allocate(2 * Long.BYTES)
        .putLong(value.getMostSignificantBits())
        .putLong(value.getLeastSignificantBits())
        .array();
  }

  private static byte[] bytes(IntervalUnit unit, Interval value) {
    byte[] bytes = new byte[2 * Long.BYTES];
    switch (unit) {
      case YEAR_MONTH -> LittleEndian.putInt(bytes, 0, value.months());
      case DAY_TIME -> {
        LittleEndian.putInt(bytes, 0, value.days());
        long milliseconds = value.nanoseconds() / NANOSECONDS_A_MILLISECOND;
        LittleEndian.putInt(bytes, Integer.BYTES, Math.toIntExact(milliseconds));
      }
      case MONTH_DAY_NANO -> {
        LittleEndian.putInt(bytes, 0, value.months());
        LittleEndian.putInt(bytes, Integer.BYTES, value.days());
        LittleEndian.putLong(bytes, Long.BYTES, value.nanoseconds());
      }
    }
    return bytes;
  }
}
