package io.cqdestination.core.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing array of bytes that is used again and again. Used by one thread. */
public final class ByteSink {
  private byte[] bytes = new byte[256];
  private int length;

  /** Forgets what was appended. */
  public void clear() {
    length = 0;
  }

  public void append(int oneByte) {
    reserve(1);
    bytes[length++] = (byte) oneByte;
  }

  public void append(byte[] source, int start, int end) {
    reserve(end - start);
    System.arraycopy(source, start, bytes, length, end - start);
    length += end - start;
  }

  /** Appends text in UTF-8. */
  public void append(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    append(encoded, 0, encoded.length);
  }

  /** Bytes that were appended since the last {@link #clear}. */
  public int length() {
    return length;
  }

  /** A copy of what was appended since the last {@link #clear}. */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  private void reserve(int count) {
    int needed = Math.addExact(length, count);
    if (needed > bytes.length) {
      bytes =
          Arrays.copyOf(
              bytes, Math.max(needed, (int) Math.min(2L * bytes.length, Integer.MAX_VALUE - 8)));
    }
  }
}
