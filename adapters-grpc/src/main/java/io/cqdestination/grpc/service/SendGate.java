package io.cqdestination.grpc.service;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.concurrent.TimeUnit;

/**
 * Holds a sender back until the client takes what it was sent, so that a slow reader costs no
 * memory. Made on the thread of the call's handler, used by one sender.
 */
final class SendGate {
  /** A reader that takes nothing for so long is as good as gone. */
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(10);

  private final ServerCallStreamObserver<?> call;

  SendGate(ServerCallStreamObserver<?> call) {
    this.call = call;
    call.setOnReadyHandler(this::wake);
    call.setOnCancelHandler(this::wake);
  }

  private synchronized void wake() {
    notifyAll();
  }

  /**
   * Returns when the next message can be sent.
   *
   * @throws io.grpc.StatusRuntimeException when the client went away or takes nothing any more
   */
  synchronized void await() {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    try {
      while (!call.isReady()) {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (call.isCancelled() || left <= 0) {
          throw Status.CANCELLED
              .withDescription("the client takes no more rows")
              .asRuntimeException();
        }
        wait(left);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw Status.CANCELLED.withDescription("the plugin is stopping").asRuntimeException();
    }
  }
}
