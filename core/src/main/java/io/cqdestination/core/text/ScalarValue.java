package io.cqdestination.core.text;

import io.cqdestination.core.table.ColumnType.DecimalType;
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

  /**
   * Two's complement, least significant byte first; without digits that the scale has no room for.
   */
  static byte[] decimal(String text, DecimalType type) {
    byte[] bigEndian =
        number(text).setScale(type.scale(), RoundingMode.DOWN).unscaledValue().toByteArray();
    byte[] bytes = new byte[type.bits() / Byte.SIZE];
    if (bigEndian.length > bytes.length) {
      throw new ArithmeticException("out of range");
    }
    for (int i = 0; i < bytes.length; i++) {
      int from = bigEndian.length - 1 - i;
      bytes[i] = from >= 0 ? bigEndian[from] : (byte) (bigEndian[0] < 0 ? -1 : 0);
    }
    return bytes;
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
