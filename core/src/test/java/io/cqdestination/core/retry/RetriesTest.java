package io.cqdestination.core.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.core.failure.DestinationException.Transient;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RetriesTest {
  private final AtomicInteger attempts = new AtomicInteger();

  @Test
  void whatPassesIsTriedUntilItDoes() {
    String result =
        Retries.run(
            "t",
            Duration.ofMinutes(1),
            () -> {
              if (attempts.incrementAndGet() < 3) {
                throw new Transient("busy", null);
              }
              return "done";
            });
    assertThat(result).isEqualTo("done");
    assertThat(attempts).hasValue(3);
  }

  @Test
  void withoutTimeTheFirstFailureIsTheLast() {
    assertThatThrownBy(() -> attempt(Duration.ZERO, new Transient("busy", null)))
        .isInstanceOf(Transient.class);
    assertThat(attempts).hasValue(1);
  }

  @Test
  void whatDoesNotPassIsNotTriedAgain() {
    assertThatThrownBy(() -> attempt(Duration.ofMinutes(1), new DatabaseRefused("no", null)))
        .isInstanceOf(DatabaseRefused.class);
    assertThat(attempts).hasValue(1);
  }

  private Object attempt(Duration timeout, RuntimeException failure) {
    return Retries.run(
        "t",
        timeout,
        () -> {
          attempts.incrementAndGet();
          throw failure;
        });
  }
}
