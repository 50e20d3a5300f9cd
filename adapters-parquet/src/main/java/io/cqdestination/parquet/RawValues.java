package io.cqdestination.parquet;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Turns Parquet's physical values into Arrow's layout. Pure. */
final class RawValues {
  private static final long JULIAN_DAY_OF_1970 = 2_440_588;
  private static final long MICROSECONDS_A_DAY = 86_400_000_000L;
  private static final long NANOSECONDS_A_MILLISECOND = 1_000_000;

  private RawValues() {}

  /**
   * An unscaled decimal in two's complement, little-endian.
   *
   * @param raw a whole number, or big-endian bytes
   */
  static byte[] decimal(Object raw, int width) {
    byte[] bigEndian =
        raw instanceof Number number
            ? BigInteger.valueOf(number.longValue()).toByteArray()
            : new BigInteger((byte[]) raw).toByteArray();
    if (bigEndian.length > width) {
      throw new IllegalArgumentException("a decimal has more digits than its type");
    }
    byte[] littleEndian = new byte[width];
    byte sign = (byte) (bigEndian[0] < 0 ? -1 : 0);
    for (int i = 0; i < width; i++) {
      littleEndian[i] = i < bigEndian.length ? bigEndian[bigEndian.length - 1 - i] : sign;
    }
    return littleEndian;
  }

  /** Three unsigned counts, months, days and milliseconds, as months, days and nanoseconds. */
  static byte[] interval(byte[] raw) {
    ByteBuffer from = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer to = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    to.putInt(from.getInt());
    to.putInt(from.getInt());
    to.putLong(Integer.toUnsignedLong(from.getInt()) * NANOSECONDS_A_MILLISECOND);
    return to.array();
  }

  /**
   * Microseconds since 1970 of the 96 bits that old writers use: nanoseconds, then a Julian day.
   */
  static long microseconds(byte[] raw) {
    ByteBuffer from = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
    long nanoseconds = from.getLong();
    long day = Integer.toUnsignedLong(from.getInt()) - JULIAN_DAY_OF_1970;
    return day * MICROSECONDS_A_DAY + Math.floorDiv(nanoseconds, 1_000L);
  }
}
