package io.cqdestination.postgres.copy;

import static io.cqdestination.postgres.fixture.Types.decimal;

import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.postgres.dialect.PostgresDialect;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Decimals are what the server itself sends. */
@Tag("every-version")
class NumericEncoderTest {
  private static final int FEWEST_SCALES = -6;

  @RegisterExtension static final GoldenCopy golden = new GoldenCopy();

  @Test
  void numbersWithDigitsBehindThePoint() {
    golden
        .sql(
            """
            SELECT value::numeric(38,10) FROM (VALUES ('0'), ('1'), ('-1'), ('1e-10'), ('-1e-10'),
              ('0.0001'), ('10000'), ('9999.9999'), ('1234567890123456789012345678.0123456789'),
              (NULL)) given (value)
            """)
        .isSentFor(
            decimal(128, 38, 10),
            new BigDecimal("0"),
            new BigDecimal("1"),
            new BigDecimal("-1"),
            new BigDecimal("1e-10"),
            new BigDecimal("-1e-10"),
            new BigDecimal("0.0001"),
            new BigDecimal("10000"),
            new BigDecimal("9999.9999"),
            new BigDecimal("1234567890123456789012345678.0123456789"),
            null);
  }

  @Test
  void numbersOf76Digits() {
    String digits = "9".repeat(76);
    golden
        .sql("VALUES ('%s'::numeric), ('-%s'), ('0')".formatted(digits, digits))
        .isSentFor(
            decimal(256, 76, 0),
            new BigDecimal(digits),
            new BigDecimal("-" + digits),
            BigDecimal.ZERO);
  }

  @Test
  void numbersWithANegativeScale() {
    golden
        .sql("VALUES ('0'::numeric), ('1000'), ('-99999000'), ('10000000'), ('120000')")
        .isSentFor(
            decimal(32, 5, -3),
            BigDecimal.ZERO,
            new BigDecimal("1e3"),
            new BigDecimal("-99999e3"),
            new BigDecimal("1e7"),
            new BigDecimal("12e4"));
  }

  static IntStream scales() {
    return IntStream.rangeClosed(FEWEST_SCALES, 38);
  }

  @ParameterizedTest
  @MethodSource("scales")
  void decimalsOf38DigitsWithEveryScale(int scale) {
    areSentAsTheServerDoes(128, 38, scale);
  }

  @ParameterizedTest
  @CsvSource({
    "32, 9, -4",
    "32, 9, 0",
    "32, 9, 5",
    "32, 9, 9",
    "32, 4, 7",
    "64, 18, -3",
    "64, 18, 0",
    "64, 18, 1",
    "64, 18, 2",
    "64, 18, 3",
    "64, 18, 4",
    "64, 18, 18",
    "256, 76, -5",
    "256, 76, 0",
    "256, 76, 1",
    "256, 76, 37",
    "256, 76, 76"
  })
  void decimalsOfEveryWidth(int bits, int precision, int scale) {
    areSentAsTheServerDoes(bits, precision, scale);
  }

  private static void areSentAsTheServerDoes(int bits, int precision, int scale) {
    List<BigDecimal> values = values(bits, precision, scale);
    int major = PostgresServer.shared().version().major();
    String type = new PostgresDialect(major).numeric(precision, scale);
    String rows =
        values.stream()
            .map(value -> "('%s'::%s)".formatted(value, type))
            .collect(Collectors.joining(", "));
    golden.sql("VALUES " + rows).isSentFor(decimal(bits, precision, scale), values.toArray());
  }

  /** Zero, powers of ten, numbers of nines, and some others, of both signs. */
  private static List<BigDecimal> values(int bits, int precision, int scale) {
    Random random = new Random(31L * bits + scale);
    List<BigInteger> unscaled = new ArrayList<>(List.of(BigInteger.ZERO));
    for (int digits = 0; digits < precision; digits++) {
      unscaled.add(BigInteger.TEN.pow(digits));
      unscaled.add(BigInteger.TEN.pow(digits + 1).subtract(BigInteger.ONE));
      unscaled.add(new BigInteger(bits, random).mod(BigInteger.TEN.pow(digits + 1)));
    }
    BigInteger largest = BigInteger.ONE.shiftLeft(bits - 1).subtract(BigInteger.ONE);
    List<BigDecimal> values = new ArrayList<>();
    for (BigInteger number : unscaled) {
      if (number.compareTo(largest) <= 0) {
        values.add(new BigDecimal(number, scale));
        values.add(new BigDecimal(number.negate(), scale));
      }
    }
    return values;
  }
}
