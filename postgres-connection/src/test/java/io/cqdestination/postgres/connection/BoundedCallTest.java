package io.cqdestination.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BoundedCallTest {
  @Test
  void returnsWhatTheCallReturns() throws IOException {
    assertThat(BoundedCall.run("counting", Duration.ofSeconds(30), () -> 3, _ -> {})).isEqualTo(3);
  }

  @Test
  void throwsWhatTheCallThrows() {
    assertThatThrownBy(() ->
            BoundedCall.run(
                "looking up",
                Duration.ofSeconds(30),
                () -> {
                  throw new UnknownHostException("x");
                },
                _ -> {}))
        .isInstanceOf(UnknownHostException.class);
  }

  @Test
  void givesUpWhenTheTimeIsOverAndFreesALateResult() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    CompletableFuture<String> freed = new CompletableFuture<>();
    assertThatThrownBy(() ->
            BoundedCall.run(
                "looking up x",
                Duration.ofMillis(50),
                () -> {
                  assertThat(goOn.await(30, TimeUnit.SECONDS)).isTrue();
                  return "late";
                },
                freed::complete))
        .isInstanceOf(SocketTimeoutException.class)
        .hasMessage("looking up x took too long");
    goOn.countDown();
    assertThat(freed.get(30, TimeUnit.SECONDS)).isEqualTo("late");
  }
}
