package io.cqdestination.core.record;

/** Collects offsets, and writes them with 32 or 64 bits. Used by one thread. */
final class OffsetList {
  private final GrowingBytes offsets = new GrowingBytes();

  OffsetList() {
    add(0);
  }

  void add(int offset) {
    int at = offsets.extend(4); // first: it may replace the array
    LittleEndian.putInt(offsets.array(), at, offset);
  }

  /** The offsets buffer. */
  byte[] bytes(boolean large) {
    int count = offsets.length() / 4;
    byte[] bytes = new byte[count * (large ? 8 : 4)];
    for (int i = 0; i < count; i++) {
      int offset = LittleEndian.getInt(offsets.array(), 4 * i);
      if (large) {
        LittleEndian.putLong(bytes, 8 * i, offset);
      } else {
        LittleEndian.putInt(bytes, 4 * i, offset);
      }
    }
    return bytes;
  }
}
