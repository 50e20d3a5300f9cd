package io.cqdestination.grpc.service;

import java.util.concurrent.ArrayBlockingQueue;

/**
 * Byte arrays that messages are received into, used again and again: an array for every message
 * would be most of what the process allocates. Thread-safe.
 */
final class ReceiveBuffers {
  /** Larger arrays are not kept: they are rare, and would be held for nothing. */
  private static final int LARGEST_KEPT = 1 << 20;

  private static final int SMALLEST = 16 << 10;

  private final ArrayBlockingQueue<byte[]> free = new ArrayBlockingQueue<>(8);

  /** An array of at least {@code size} bytes with any content. */
  byte[] take(int size) {
    byte[] buffer = free.poll();
    if (buffer != null && buffer.length >= size) {
      return buffer;
    }
    int rounded =
        size > LARGEST_KEPT
            ? size
            : Math.max(SMALLEST, Integer.highestOneBit(Math.max(1, size - 1)) << 1);
    return new byte[rounded];
  }

  /** Takes an array back. */
  void give(byte[] buffer) {
    if (buffer.length <= LARGEST_KEPT) {
      var _ = free.offer(buffer);
    }
  }
}
