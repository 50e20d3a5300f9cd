package io.cqdestination.core.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

  @Test
  void pausesGrowAndEndAtTheLimit() {
    Backoff backoff = new Backoff(Duration.ofHours(1));
    assertThat(backoff.mayRetry()).isTrue();
    assertThat(backoff.nextPause()).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
    for (int i = 0; i < 20; i++) {
      assertThat(backoff.mayRetry()).isTrue();
    }
    assertThat(backoff.attempts()).isEqualTo(21);
    assertThat(backoff.nextPause()).isBetween(Duration.ofMillis(2_500), Duration.ofSeconds(5));
  }

  @Test
  void withoutTimeThereIsNoOtherAttemptButThoseAskedFor() {
    Backoff backoff = new Backoff(Duration.ZERO);
    assertThat(backoff.mayRetry(1)).isTrue();
    assertThat(backoff.nextPause()).isEqualTo(Duration.ofMillis(1));
    assertThat(backoff.mayRetry(1)).isFalse();
    assertThat(backoff.mayRetry()).isFalse();
  }
}
