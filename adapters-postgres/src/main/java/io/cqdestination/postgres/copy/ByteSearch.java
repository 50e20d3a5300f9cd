package io.cqdestination.postgres.copy;

import io.cqdestination.core.record.LittleEndian;

/** Finds bytes, eight at a time. Thread-safe. */
final class ByteSearch {
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  private ByteSearch() {}

  /** The position of the first such byte in a range, or -1. */
  static int indexOf(byte[] bytes, int from, int to, byte wanted) {
    long pattern = (wanted & 0xFF) * LOW_BITS;
    int at = from;
    for (; at <= to - 8; at += 8) {
      long difference = LittleEndian.getLong(bytes, at) ^ pattern;
      // A byte of the difference is zero exactly where borrowing from it sets its high bit.
      if (((difference - LOW_BITS) & ~difference & HIGH_BITS) != 0) {
        break;
      }
    }
    for (; at < to; at++) {
      if (bytes[at] == wanted) {
        return at;
      }
    }
    return -1;
  }
}
