package io.cqdestination.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import okhttp3.Headers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AskedWaitTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final long TOKENS = 1_000;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      textBlock =
          """
          Retry-After: 7                                                           | PT7S
          Retry-After: 0                                                           | PT0S
          Retry-After: 1.5                                                         | PT1.5S
          Retry-After: Fri, 02 Jan 2026 03:05:05 GMT                               | PT1M
          Retry-After: Fri, 02 Jan 2026 03:00:00 GMT                               | PT0S
          Retry-After: soon                                                        | none
          Retry-After: -1                                                          | none
          Content-Type: text/plain                                                 | none
          x-ratelimit-reset-requests: 1s                                           | PT1S
          x-ratelimit-reset-requests: 6m0s                                         | PT6M
          x-ratelimit-reset-requests: 1h2m3.5s                                     | PT1H2M3.5S
          x-ratelimit-reset-requests: 1d0h                                         | PT24H
          x-ratelimit-reset-requests: 20ms                                         | PT0.02S
          x-ratelimit-reset-requests: 250us                                        | PT0.00025S
          x-ratelimit-reset-tokens: 12                                             | PT12S
          x-ratelimit-reset-tokens: 3s later                                       | none
          x-ratelimit-reset-tokens: later 3s                                       | none
          Retry-After: 2; x-ratelimit-reset-requests: 9s                           | PT2S
          Retry-After: soon; x-ratelimit-reset-requests: 9s                        | PT9S
          x-ratelimit-reset-requests: 2s; x-ratelimit-reset-tokens: 3s             | PT3S
          x-ratelimit-reset-requests: 9s; x-ratelimit-remaining-requests: 0        | PT9S
          x-ratelimit-reset-requests: 9s; x-ratelimit-remaining-requests: 1        | none
          x-ratelimit-reset-tokens: 9s; x-ratelimit-remaining-tokens: 999          | PT9S
          x-ratelimit-reset-tokens: 9s; x-ratelimit-remaining-tokens: 1000         | none
          x-ratelimit-reset-tokens: 9s; x-ratelimit-remaining-tokens: -1           | PT9S
          """)
  void readsHowLongTheServerWantsToBeLeftAlone(String headers, Duration wait) {
    Headers.Builder builder = new Headers.Builder();
    for (String header : headers.split(";")) {
      builder.add(header.strip());
    }

    assertThat(AskedWait.of(builder.build(), TOKENS, NOW)).isEqualTo(wait);
  }
}
