package io.cqdestination.core.text;

import static io.cqdestination.core.text.Values.booleans;
import static io.cqdestination.core.text.Values.fixed;
import static io.cqdestination.core.text.Values.json;
import static io.cqdestination.core.text.Values.numbers;
import static io.cqdestination.core.text.Values.text;
import static io.cqdestination.core.text.Values.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cqdestination.core.record.ColumnView;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.ColumnType.DecimalType;
import io.cqdestination.core.table.ColumnType.FloatingPointType;
import io.cqdestination.core.table.ColumnType.IntegerType;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The text and the JSON of single values that are no times. */
class ValueTextTest {
  private static final FloatingPointType HALF = new FloatingPointType(16);
  private static final FloatingPointType SINGLE = new FloatingPointType(32);
  private static final FloatingPointType DOUBLE = new FloatingPointType(64);

  @ParameterizedTest(name = "{1}")
  @MethodSource({"numberForms", "byteForms"})
  void hasThisTextAndJson(ColumnView column, String text, String json) {
    assertThat(text(column, 0)).isEqualTo(text);
    assertThat(json(column, 0)).isEqualTo(json);
  }

  static Stream<Arguments> numberForms() {
    return Stream.of(
        arguments(booleans(true), "true", "true"),
        arguments(booleans(false), "false", "false"),
        arguments(numbers(new IntegerType(8, true), -128L), "-128", "-128"),
        arguments(numbers(new IntegerType(8, false), 255L), "255", "255"),
        arguments(numbers(new IntegerType(16, false), 65_535L), "65535", "65535"),
        arguments(numbers(new IntegerType(32, true), -1L), "-1", "-1"),
        arguments(numbers(new IntegerType(32, false), -1L), "4294967295", "4294967295"),
        arguments(
            numbers(new IntegerType(64, true), Long.MIN_VALUE),
            "-9223372036854775808",
            "-9223372036854775808"),
        arguments(
            numbers(new IntegerType(64, false), -1L),
            "18446744073709551615",
            "18446744073709551615"),
        arguments(half(1.5f), "1.5", "1.5"),
        arguments(half(Float.NEGATIVE_INFINITY), "-Inf", "\"-Inf\""),
        arguments(half(65504), "65504", "65504"),
        arguments(half(9.995699e-5f), "9.995699e-05", "0.00009995699"),
        arguments(half(-0f), "-0", "-0"),
        arguments(single(0.1f), "0.1", "0.1"),
        arguments(single(1), "1.0", "1"),
        arguments(single(1e-6f), "1.0E-6", "0.000001"),
        arguments(single(16_777_216), "1.6777216E7", "16777216"),
        arguments(single(1e21f), "1.0E21", "1e+21"),
        arguments(single(Float.MIN_VALUE), "1.4E-45", "1e-45"),
        arguments(single(Float.NaN), "NaN", "\"NaN\""),
        arguments(number(0.1), "0.1", "0.1"),
        arguments(number(-0.0), "-0.0", "-0"),
        arguments(number(1), "1.0", "1"),
        arguments(number(1e20), "1.0E20", "100000000000000000000"),
        arguments(number(1e21), "1.0E21", "1e+21"),
        arguments(number(1e-6), "1.0E-6", "0.000001"),
        arguments(number(-1.25e-9), "-1.25E-9", "-1.25e-09"),
        arguments(number(1e300), "1.0E300", "1e+300"),
        arguments(number(Double.MIN_VALUE), "4.9E-324", "5e-324"),
        arguments(number(Double.NaN), "NaN", "\"NaN\""),
        arguments(number(Double.POSITIVE_INFINITY), "+Inf", "\"+Inf\""),
        arguments(decimal(9, 2, -150), "-1.50", "\"-1.5\""),
        arguments(decimal(9, 2, 100), "1.00", "\"1\""),
        arguments(decimal(9, 2, 0), "0.00", "\"0\""),
        arguments(decimal(9, 2, -5), "-0.05", "\"-0.05\""),
        arguments(decimal(9, 0, 1_000_000), "1000000", "\"1000000\""),
        arguments(decimal(9, 0, 7), "7", "\"7\""),
        arguments(decimal(9, 9, 1), "0.000000001", "\"1e-09\""),
        arguments(decimal(9, 9, 123_400_000), "0.123400000", "\"0.1234\""),
        arguments(decimal(3, -5, 12), "1200000", "\"1.2e+06\""),
        arguments(decimal(9, -3, 12), "12000", "\"12000\""));
  }

  static Stream<Arguments> byteForms() {
    byte[] sixteen = new byte[16];
    sixteen[0] = (byte) 0xf0;
    sixteen[15] = 1;
    return Stream.of(
        arguments(texts(new ColumnType.TextType(false), "é\"x"), "é\"x", "\"é\\\"x\""),
        arguments(texts(new ColumnType.TextType(true), ""), "", "\"\""),
        arguments(texts(new ColumnType.OpaqueType("Union"), "as is"), "as is", "\"as is\""),
        arguments(texts(new ColumnType.JsonType(), "{\"a\": 1}"), "{\"a\": 1}", "{\"a\":1}"),
        arguments(texts(new ColumnType.InetType(), "::1/64"), "::1/64", "\"::1/64\""),
        arguments(texts(new ColumnType.BinaryType(false), "any"), "YW55", "\"YW55\""),
        arguments(texts(new ColumnType.BinaryType(true), "an"), "YW4=", "\"YW4=\""),
        arguments(texts(new ColumnType.BinaryViewType(), ""), "", "\"\""),
        arguments(fixed(new ColumnType.FixedBinaryType(2), new byte[] {0, -1}), "AP8=", "\"AP8=\""),
        arguments(
            fixed(new ColumnType.UuidType(), sixteen),
            "f0000000-0000-0000-0000-000000000001",
            "\"f0000000-0000-0000-0000-000000000001\""),
        arguments(
            texts(new ColumnType.MacType(), "\u0001\u0002\u0003\u0004\u0005\u007f"),
            "01:02:03:04:05:7f",
            "\"01:02:03:04:05:7f\""));
  }

  private static ColumnView half(float value) {
    return numbers(HALF, (long) Float.floatToFloat16(value));
  }

  private static ColumnView single(float value) {
    return numbers(SINGLE, (long) Float.floatToRawIntBits(value));
  }

  private static ColumnView number(double value) {
    return numbers(DOUBLE, Double.doubleToRawLongBits(value));
  }

  private static ColumnView decimal(int precision, int scale, long unscaled) {
    return numbers(new DecimalType(32, precision, scale), unscaled);
  }
}
