package io.cqdestination.postgres.copy;

import io.cqdestination.core.record.ColumnView;
import java.math.BigInteger;

/**
 * Encodes decimals and unsigned 64-bit numbers as {@code numeric}: digits of base 10,000, the
 * weight of the first, a sign and the number of decimal digits behind the point (numeric_send).
 * Thread-safe.
 */
final class NumericEncoder {
  private static final int HEADER = 8;
  private static final int NEGATIVE = 0x4000;
  private static final BigInteger UNSIGNED_64 = BigInteger.ONE.shiftLeft(64);

  private NumericEncoder() {}

  /**
   * Decimals of any width; {@code scale} may be negative, which means trailing zeros before the
   * point.
   */
  static FieldWriter decimals(ColumnView column, int bits, int scale) {
    return new Numerics(bits) {
      @Override
      int put(int row, byte[] out, int at) {
        if (bits <= 64) {
          long value = column.longValue(row);
          if (value != Long.MIN_VALUE) {
            return NumericEncoder.put(Math.abs(value), value < 0, scale, out, at);
          }
        }
        BigInteger value = column.unscaledValue(row);
        if (value.bitLength() < 63) {
          return NumericEncoder.put(
              Math.abs(value.longValueExact()), value.signum() < 0, scale, out, at);
        }
        return NumericEncoder.put(value.abs(), value.signum() < 0, scale, out, at);
      }
    };
  }

  /** Unsigned 64-bit numbers. */
  static FieldWriter unsigned(ColumnView column) {
    return new Numerics(64) {
      @Override
      int put(int row, byte[] out, int at) {
        long value = column.longValue(row);
        return value >= 0
            ? NumericEncoder.put(value, false, 0, out, at)
            : NumericEncoder.put(BigInteger.valueOf(value).add(UNSIGNED_64), false, 0, out, at);
      }
    };
  }

  private abstract static class Numerics extends FieldWriter {
    private final int most;

    /**
     * A number of {@code bits} bits has at most bits · log10(2) decimal digits, four of which make
     * a digit.
     */
    Numerics(int bits) {
      this.most = 4 + HEADER + 2 * (bits * 302 / 1000 / 4 + 3);
    }

    abstract int put(int row, byte[] out, int at);

    @Override
    final long bound(int fromRow, int toRow) {
      return (long) most * (toRow - fromRow);
    }

    @Override
    final int write(int row, byte[] out, int at) {
      int end = put(row, out, at + 4);
      BigEndian.putInt(out, at, end - at - 4);
      return end;
    }
  }

  private static int put(long unscaled, boolean negative, int scale, byte[] out, int at) {
    // The number is unscaled · 10^shift · 10,000^weight: the lowest digit takes what the shift
    // leaves of it.
    int shift = Math.floorMod(-scale, 4);
    short[] digits = new short[6];
    int count = 0;
    long left = unscaled;
    if (shift != 0) {
      digits[count++] = (short) (unscaled % power(4 - shift) * power(shift));
      left = unscaled / power(4 - shift);
    }
    for (; left != 0; left /= 10_000) {
      digits[count++] = (short) (left % 10_000);
    }
    return put(digits, count, Math.floorDiv(-scale, 4), negative, scale, out, at);
  }

  private static int put(BigInteger unscaled, boolean negative, int scale, byte[] out, int at) {
    int shift = Math.floorMod(-scale, 4);
    BigInteger left = unscaled.multiply(BigInteger.valueOf(power(shift)));
    // Sixteen decimal digits at a time: four digits of base 10,000.
    BigInteger chunk = BigInteger.valueOf(10_000_000_000_000_000L);
    short[] digits = new short[left.bitLength() * 302 / 1000 / 4 + 8];
    int count = 0;
    while (left.signum() != 0) {
      BigInteger[] parts = left.divideAndRemainder(chunk);
      long low = parts[1].longValueExact();
      left = parts[0];
      for (int i = 0; i < 4 && (low != 0 || left.signum() != 0); i++) {
        digits[count++] = (short) (low % 10_000);
        low /= 10_000;
      }
    }
    return put(digits, count, Math.floorDiv(-scale, 4), negative, scale, out, at);
  }

  /**
   * @param digits of base 10,000, least significant first
   * @param lowestWeight the power of 10,000 that the least significant digit counts
   */
  private static int put(
      short[] digits,
      int count,
      int lowestWeight,
      boolean negative,
      int scale,
      byte[] out,
      int at) {
    int high = count;
    while (high > 0 && digits[high - 1] == 0) {
      high--;
    }
    int low = 0;
    while (low < high && digits[low] == 0) {
      low++;
    }
    int length = high - low;
    BigEndian.putShort(out, at, length);
    BigEndian.putShort(out, at + 2, length == 0 ? 0 : lowestWeight + high - 1);
    BigEndian.putShort(out, at + 4, negative && length > 0 ? NEGATIVE : 0);
    BigEndian.putShort(out, at + 6, Math.max(scale, 0));
    int position = at + HEADER;
    for (int i = high - 1; i >= low; i--) {
      BigEndian.putShort(out, position, digits[i]);
      position += 2;
    }
    return position;
  }

  private static long power(int exponent) {
    return switch (exponent) {
      case 0 -> 1;
      case 1 -> 10;
      case 2 -> 100;
      case 3 -> 1_000;
      default -> 10_000;
    };
  }
}
