package io.cqdestination.postgres.text;

import io.cqdestination.core.text.ByteSink;
import io.cqdestination.postgres.copy.BigEndian;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * {@code numeric}: in binary digits of base 10,000, the weight of the first, a sign and the number
 * of decimal digits behind the point (numeric_send).
 */
enum NumericForm implements ValueForm {
  INSTANCE;

  private static final int HEADER = 8;
  private static final int NEGATIVE = 0x4000;
  private static final int NAN = 0xC000;
  private static final int POSITIVE_INFINITY = 0xD000;
  private static final int NEGATIVE_INFINITY = 0xF000;
  private static final int PLACES_A_DIGIT = 4;
  private static final BigInteger BASE = BigInteger.valueOf(10_000);

  @Override
  public void appendText(byte[] binary, int at, int length, ByteSink text) {
    int sign = BigEndian.getShort(binary, at + 4) & 0xFFFF;
    text.append(
        switch (sign) {
          case NAN -> "NaN";
          case POSITIVE_INFINITY -> "Infinity";
          case NEGATIVE_INFINITY -> "-Infinity";
          default -> number(binary, at, sign == NEGATIVE).toPlainString();
        });
  }

  private static BigDecimal number(byte[] binary, int at, boolean negative) {
    int digits = BigEndian.getShort(binary, at);
    int weight = BigEndian.getShort(binary, at + 2);
    int places = BigEndian.getShort(binary, at + 6);
    BigInteger value = BigInteger.ZERO;
    for (int i = 0; i < digits; i++) {
      short digit = BigEndian.getShort(binary, at + HEADER + 2 * i);
      value = value.multiply(BASE).add(BigInteger.valueOf(digit));
    }
    BigDecimal number =
        new BigDecimal(negative ? value.negate() : value, PLACES_A_DIGIT * (digits - weight - 1));
    return number.setScale(places);
  }

  @Override
  public void appendBinary(String text, ByteSink binary) {
    switch (text) {
      case "NaN" -> header(0, 0, NAN, 0, binary);
      case "Infinity", "+Inf", "Inf" -> header(0, 0, POSITIVE_INFINITY, 0, binary);
      case "-Infinity", "-Inf" -> header(0, 0, NEGATIVE_INFINITY, 0, binary);
      default -> appendNumber(parse(text), binary);
    }
  }

  private static BigDecimal parse(String text) {
    try {
      BigDecimal number = new BigDecimal(text);
      return number.scale() < 0 ? number.setScale(0) : number;
    } catch (NumberFormatException malformed) {
      throw MalformedValue.of(text, "numeric");
    }
  }

  private static void appendNumber(BigDecimal number, ByteSink binary) {
    int places = number.scale();
    int lowestWeight = -Math.ceilDiv(places, PLACES_A_DIGIT);
    BigInteger left = number.abs().setScale(-lowestWeight * PLACES_A_DIGIT).unscaledValue();
    // A number of n bits has less than n / 13 digits of base 10,000, rounded up.
    short[] digits = new short[left.bitLength() / 13 + 1];
    int count = 0;
    int skipped = 0;
    while (left.signum() != 0) {
      BigInteger[] parts = left.divideAndRemainder(BASE);
      left = parts[0];
      if (count == 0 && parts[1].signum() == 0) {
        skipped++;
      } else {
        digits[count++] = parts[1].shortValueExact();
      }
    }
    int weight = count == 0 ? 0 : lowestWeight + skipped + count - 1;
    header(count, weight, number.signum() < 0 ? NEGATIVE : 0, places, binary);
    for (int i = count - 1; i >= 0; i--) {
      appendShort(digits[i], binary);
    }
  }

  private static void header(int digits, int weight, int sign, int places, ByteSink binary) {
    appendShort(digits, binary);
    appendShort(weight, binary);
    appendShort(sign, binary);
    appendShort(places, binary);
  }

  private static void appendShort(int value, ByteSink binary) {
    binary.append(value >> 8);
    binary.append(value);
  }
}
