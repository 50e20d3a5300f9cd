package io.cqdestination.core.text;

import io.cqdestination.core.table.ColumnType.IntegerType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Single values that are no times, from their texts. Every method throws {@link
 * IllegalArgumentException} or {@link ArithmeticException} when a text is no such value.
 * Thread-safe.
 */
final class ScalarValue {
  /** More digits than any value has; longer texts take long to understand. */
  private static final int MOST_DIGITS = 2_000;

  private ScalarValue() {}

  static boolean booleanValue(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  static long integer(String text, IntegerType type) {
    BigInteger value = number(text).toBigIntegerExact();
    boolean fits =
        type.signed()
            ? value.bitLength() < type.bits()
            : value.signum() >= 0 && value.bitLength() <= type.bits();
    if (!fits) {
      throw new ArithmeticException("out of range");
    }
    return value.longValue();
  }

  /** The bits of the number. */
  static long floatingPoint(String text, int bits) {
    String number =
        switch (text) {
          case "+Inf" -> "Infinity";
          case "-Inf" -> "-Infinity";
          default -> text;
        };
    return switch (bits) {
      case 16 -> Float.floatToFloat16(Float.parseFloat(number));
      case 32 -> Float.floatToRawIntBits(Float.parseFloat(number));
      default -> Double.doubleToRawLongBits(Double.parseDouble(number));
    };
  }

  /** The unscaled value, without digits that the scale has no room for. */
  static BigInteger decimal(String text, int scale) {
    return number(text).setScale(scale, RoundingMode.DOWN).unscaledValue();
  }

  static byte[] base64(String text) {
    return Base64.getDecoder().decode(text);
  }

  static byte[] uuid(String text) {
    return HexFormat.of().parseHex(text.replace("-", ""));
  }

  static byte[] hardwareAddress(String text) {
    return HexFormat.ofDelimiter(":").parseHex(text);
  }

  private static BigDecimal number(String text) {
    if (text.length() > MOST_DIGITS) {
      throw new NumberFormatException("too long");
    }
    BigDecimal number = new BigDecimal(text);
    if (Math.abs((long) number.scale()) > MOST_DIGITS) {
      throw new ArithmeticException("out of range");
    }
    return number;
  }
}
