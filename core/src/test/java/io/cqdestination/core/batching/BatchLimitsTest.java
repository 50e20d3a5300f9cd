package io.cqdestination.core.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BatchLimitsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void everyLimitIsPositive() {
    assertThat(new BatchLimits(1, 1, Duration.ofNanos(1), 1).rows()).isEqualTo(1);
    assertThatIllegalArgumentException().isThrownBy(() -> new BatchLimits(0, 1, SECOND, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new BatchLimits(1, 0, SECOND, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new BatchLimits(1, 1, Duration.ZERO, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BatchLimits(1, 1, SECOND.negated(), 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new BatchLimits(1, 1, SECOND, 0));
  }
}
