package io.cqdestination.grpc.service;

import io.grpc.ServerCall;

/**
 * How many messages may be on their way to a call: many while they are small, so that threads are
 * not switched for each, and one while they are large, so that they do not pile up in memory. Used
 * by one thread at a time.
 */
final class RequestWindow {
  private static final int MOST_MESSAGES = 512;
  private static final int MOST_BYTES = 1 << 20;

  private final ServerCall<?, ?> call;
  private int outstanding;

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
    int wanted = Math.clamp(MOST_BYTES / Math.max(1, bytes), 1, MOST_MESSAGES);
    if (outstanding <= wanted / 2) {
      call.request(wanted - outstanding);
      outstanding = wanted;
    }
  }
}
