package io.cqdestination.grpc.service;

import io.grpc.ServerCall;

/**
 * How many messages may be on their way to a call: many while they are small, so that threads are
 * not switched for each, and one while they are large, so that they do not pile up in memory. What
 * was asked for once cannot be taken back, so the number grows by one a message only, and a large
 * message is remembered for some time. Used by one thread at a time.
 */
final class RequestWindow {
  private static final int MOST_MESSAGES = 64;
  private static final int MOST_BYTES = 1 << 20;

  private final ServerCall<?, ?> call;
  private int size = 1;
  private int outstanding;
  private int largest;

  RequestWindow(ServerCall<?, ?> call) {
    this.call = call;
  }

  void open() {
    outstanding = 1;
    call.request(1);
  }

  /** A message of {@code bytes} bytes was dealt with. */
  void received(int bytes) {
    outstanding--;
    largest = Math.max(bytes, largest - largest / MOST_MESSAGES);
    size = Math.clamp(MOST_BYTES / Math.max(1, largest), 1, Math.min(size + 1, MOST_MESSAGES));
    if (outstanding <= size / 2) {
      call.request(size - outstanding);
      outstanding = size;
    }
  }
}
