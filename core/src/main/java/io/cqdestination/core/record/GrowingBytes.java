package io.cqdestination.core.record;

import java.util.Arrays;

/** An array of bytes that grows. Used by one thread. */
final class GrowingBytes {
  private byte[] bytes = new byte[64];
  private int length;

  int length() {
    return length;
  }

  byte[] array() {
    return bytes;
  }

  /** Adds {@code count} zero bytes and returns where they begin. */
  int extend(int count) {
    int start = length;
    int end = Math.addExact(length, count);
    if (end > bytes.length) {
      bytes =
          Arrays.copyOf(
              bytes, Math.max(end, (int) Math.min(2L * bytes.length, Integer.MAX_VALUE - 8)));
    }
    length = end;
    return start;
  }

  void append(byte[] source, int start, int end) {
    int at = extend(end - start);
    System.arraycopy(source, start, bytes, at, end - start);
  }
}
