package io.cqdestination.grpc.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.Status;
import org.junit.jupiter.api.Test;

class RequestWindowTest {
  private static final int SMALL = 200;
  private static final int LARGE = 100_000;
  private static final int HUGE = 50_000_000;

  private final CountingCall call = new CountingCall();
  private final RequestWindow window = new RequestWindow(call);

  @Test
  void oneMessageIsAskedForAtFirst() {
    window.open();
    assertThat(call.outstanding).isEqualTo(1);
  }

  @Test
  void aSmallMessageDoesNotOpenTheWindowForLargeOnes() {
    window.open();
    receive(1, SMALL);
    assertThat(call.outstanding).isLessThanOrEqualTo(2);
  }

  @Test
  void manySmallMessagesOpenIt() {
    window.open();
    receive(1_000, SMALL);
    assertThat(call.outstanding).isBetween(32, 64);
  }

  @Test
  void largeMessagesKeepItToAMebibyte() {
    window.open();
    receive(1_000, LARGE);
    assertThat(call.outstanding * LARGE).isLessThanOrEqualTo(1 << 20);
  }

  @Test
  void oneHugeMessageAtATime() {
    window.open();
    receive(1_000, SMALL);
    receive(100, HUGE);
    assertThat(call.outstanding).isEqualTo(1);
  }

  @Test
  void aLargeMessageIsRememberedWhileSmallOnesFollow() {
    window.open();
    receive(1, HUGE);
    receive(10, SMALL);
    assertThat(call.outstanding).isEqualTo(1);
  }

  @Test
  void somethingIsAlwaysAskedFor() {
    window.open();
    for (int i = 0; i < 1_000; i++) {
      receive(1, i % 7 == 0 ? HUGE : SMALL);
      assertThat(call.outstanding).isPositive();
    }
  }

  private void receive(int messages, int bytes) {
    for (int i = 0; i < messages; i++) {
      call.outstanding--;
      window.received(bytes);
    }
  }

  /** Counts what was asked for and has not come. */
  private static final class CountingCall extends ServerCall<Object, Object> {
    private int outstanding;

    @Override
    public void request(int messages) {
      outstanding += messages;
    }

    @Override
    public void sendHeaders(Metadata headers) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void sendMessage(Object message) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close(Status status, Metadata trailers) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean isCancelled() {
      return false;
    }

    @Override
    public MethodDescriptor<Object, Object> getMethodDescriptor() {
      throw new UnsupportedOperationException();
    }
  }
}
