package io.cqdestination.postgres.copy;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Reads {@code numeric} as numeric_send writes it. Thread-safe. */
final class NumericReader {
  private static final int POSITIVE = 0;
  private static final int NEGATIVE = 0x4000;
  private static final BigInteger BASE = BigInteger.valueOf(10_000);

  private NumericReader() {}

  /**
   * The number times 10^scale, without what is finer.
   *
   * @throws InvalidInput for NaN and infinities, which Arrow's decimals do not have
   */
  static BigInteger unscaled(byte[] bytes, int at, int scale) {
    int digits = BigEndian.getShort(bytes, at);
    int weight = BigEndian.getShort(bytes, at + 2);
    int sign = BigEndian.getShort(bytes, at + 4) & 0xFFFF;
    if (sign != POSITIVE && sign != NEGATIVE) {
      throw new InvalidInput("a numeric is NaN or infinite, which no number asked for can be");
    }
    BigInteger value = BigInteger.ZERO;
    for (int i = 0; i < digits; i++) {
      value =
          value.multiply(BASE).add(BigInteger.valueOf(BigEndian.getShort(bytes, at + 8 + 2 * i)));
    }
    int exponent = 4 * (weight - digits + 1);
    BigDecimal number = new BigDecimal(sign == NEGATIVE ? value.negate() : value, -exponent);
    return number.setScale(scale, RoundingMode.DOWN).unscaledValue();
  }

  /**
   * A whole number of 64 bits without a sign.
   *
   * @throws InvalidInput for others
   */
  static long unsigned(byte[] bytes, int at) {
    BigInteger value = unscaled(bytes, at, 0);
    if (value.signum() < 0 || value.bitLength() > Long.SIZE) {
      throw new InvalidInput("a numeric is no unsigned number of 64 bits");
    }
    return value.longValue();
  }

  /**
   * Two's complement, least significant byte first.
   *
   * @throws InvalidInput when the number needs more bytes
   */
  static byte[] littleEndian(BigInteger value, int width) {
    byte[] bigEndian = value.toByteArray();
    if (bigEndian.length > width) {
      throw new InvalidInput("a numeric is too large for the decimal asked for");
    }
    byte[] bytes = new byte[width];
    for (int i = 0; i < width; i++) {
      bytes[i] =
          i < bigEndian.length
              ? bigEndian[bigEndian.length - 1 - i]
              : (byte) (value.signum() < 0 ? -1 : 0);
    }
    return bytes;
  }
}
