package io.cqdestination.postgres.connection.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {
  @ParameterizedTest
  @CsvSource({
    "0,PT0S",
    "+0,PT0S",
    "0s,PT0S",
    "5s,PT5S",
    "1m30s,PT1M30S",
    "1.5h,PT1H30M",
    ".5s,PT0.5S",
    "1.s,PT1S",
    "500ms,PT0.5S",
    "3us,PT0.000003S",
    "3µs,PT0.000003S",
    "7ns,PT0.000000007S",
    "-2h3m,PT-2H-3M",
    "2562047h47m16.854775807s,PT2562047H47M16.854775807S"
  })
  void isReadAsGoReadsIt(String text, Duration expected) {
    assertThat(GoDuration.parse(text)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "s",
        "-",
        "1 s",
        "1d",
        "1s ",
        "soon!",
        "1m-30s",
        ".s",
        "1e3s",
        "2562048h"
      })
  void isRefusedAsGoRefusesIt(String text) {
    assertThat(GoDuration.parse(text)).isEmpty();
  }

  @Test
  void digitsWithoutUnitAreRefusedHoweverMany() {
    assertThat(GoDuration.parse("7".repeat(20_000))).isEmpty();
  }
}
