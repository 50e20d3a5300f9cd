package io.cqdestination.core.text;

import io.cqdestination.core.table.ColumnType.DecimalType;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Decimal numbers as Go's {@code %g} writes them. Thread-safe. */
final class DecimalText {
  /** The smallest exponent of a number that is written without one. */
  private static final int SMALLEST_PLAIN = -4;

  private DecimalText() {}

  /**
   * All digits but for zeros at the end of a fraction: {@code 1.5}, {@code 1200}, {@code 1e-09}.
   */
  static String json(BigInteger unscaled, DecimalType type) {
    if (unscaled.signum() == 0) {
      return "0";
    }
    BigDecimal number = new BigDecimal(unscaled, type.scale()).stripTrailingZeros();
    int digits = number.precision();
    int exponent = digits - number.scale() - 1;
    int end = digits > exponent ? Math.min(type.precision(), digits) : type.precision();
    return exponent < SMALLEST_PLAIN || exponent >= end
        ? exponential(number)
        : number.toPlainString();
  }

  /** One digit, its fraction, and an exponent of at least two digits: {@code -1.25e-09}. */
  static String exponential(BigDecimal number) {
    String digits = number.unscaledValue().abs().toString();
    int exponent = digits.length() - number.scale() - 1;
    return (number.signum() < 0 ? "-" : "")
        + digits.charAt(0)
        + (digits.length() > 1 ? "." + digits.substring(1) : "")
        + (exponent < 0 ? "e-" : "e+")
        + (Math.abs(exponent) < 10 ? "0" : "")
        + Math.abs(exponent);
  }
}
