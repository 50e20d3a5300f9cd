package io.cqdestination.core.text;

import io.cqdestination.core.record.ColumnView;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Floating point numbers in the fewest digits that mean them, as Go writes them: {@code 1}, {@code
 * 0.000001}, {@code 1e-07}; {@code NaN}, {@code +Inf} and {@code -Inf} are words. Thread-safe.
 */
final class FloatText {
  private static final double SMALLEST_PLAIN_TEXT = 1e-4;
  private static final double SMALLEST_PLAIN_JSON = 1e-6;
  private static final double SMALLEST_EXPONENT_JSON = 1e21;
  private static final MathContext ONE_DIGIT = new MathContext(1, RoundingMode.HALF_EVEN);

  private FloatText() {}

  /** The text of a number of 16 bits, none of which is large enough for an exponent. */
  static String half(ColumnView column, int row) {
    float value = Float.float16ToFloat((short) column.longValue(row));
    return text(value, Float.toString(value), true, Math.abs(value) < SMALLEST_PLAIN_TEXT);
  }

  static String json(ColumnView column, int row, int bits) {
    if (bits == 64) {
      double value = Double.longBitsToDouble(column.longValue(row));
      double size = Math.abs(value);
      boolean exponent = size < SMALLEST_PLAIN_JSON || size >= SMALLEST_EXPONENT_JSON;
      return text(value, Double.toString(value), false, exponent);
    }
    float value =
        bits == 32
            ? Float.intBitsToFloat((int) column.longValue(row))
            : Float.float16ToFloat((short) column.longValue(row));
    float size = Math.abs(value);
    boolean exponent = size < (float) SMALLEST_PLAIN_JSON || size >= (float) SMALLEST_EXPONENT_JSON;
    return text(value, Float.toString(value), true, exponent);
  }

  private static String text(double value, String javaText, boolean single, boolean exponent) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    if (value == 0) {
      return javaText.startsWith("-") ? "-0" : "0";
    }
    BigDecimal number = shortest(new BigDecimal(javaText).stripTrailingZeros(), value, single);
    return exponent ? DecimalText.exponential(number) : number.toPlainString();
  }

  /** Java writes two digits where one would do for the very smallest numbers. */
  private static BigDecimal shortest(BigDecimal number, double value, boolean single) {
    if (number.precision() != 2) {
      return number;
    }
    BigDecimal rounded = number.round(ONE_DIGIT);
    double same = single ? rounded.floatValue() : rounded.doubleValue();
    return same == value ? rounded.stripTrailingZeros() : number;
  }
}
