package io.cqdestination.testkit.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class InterruptDispositionTest {

  @Test
  void aProcessInTheBackgroundIgnoresInterrupts() {
    assertThat(InterruptDisposition.isIgnored(List.of("Name:\tx", "SigIgn:\t0000000000000006")))
        .isTrue();
  }

  @Test
  void anotherIgnoredSignalIsNoInterrupt() {
    assertThat(
            InterruptDisposition.isIgnored(
                List.of("SigCgt:\t0000000000000006", "SigIgn:\t0000000000000005")))
        .isFalse();
  }
}
