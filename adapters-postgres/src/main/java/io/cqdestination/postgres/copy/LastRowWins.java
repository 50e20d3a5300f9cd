package io.cqdestination.postgres.copy;

import java.util.Arrays;

/**
 * Lets only the last row of each key stay in a batch: PostgreSQL takes no key twice in one INSERT …
 * ON CONFLICT. Keys are compared as they are encoded. Used by one thread at a time.
 *
 * <p>An open-addressed table of row numbers; rows are found again in the buffer by chunk and
 * position, so that a row costs 16 bytes here.
 */
public final class LastRowWins implements RowKeys {
  private static final int FIRST_CAPACITY = 64;

  /** For each field of a row whether it is part of the key. */
  private final boolean[] keyFields;

  private int[] table = new int[2 * FIRST_CAPACITY];
  private int[] hashes = new int[FIRST_CAPACITY];
  private int[] starts = new int[FIRST_CAPACITY];
  private int count;

  /** For each chunk of the buffer the number of its first row. */
  private int[] firstRows = new int[4];

  private int chunks;

  public LastRowWins(boolean[] keyFields) {
    this.keyFields = keyFields.clone();
  }

  @Override
  public void added(RowBuffer buffer, int start, int end) {
    if (count == hashes.length) {
      grow();
    }
    byte[] bytes = buffer.array();
    int hash = hash(bytes, start);
    hashes[count] = hash;
    starts[count] = start;
    for (; chunks <= buffer.chunkIndex(); chunks++) {
      if (chunks == firstRows.length) {
        firstRows = Arrays.copyOf(firstRows, 2 * chunks);
      }
      firstRows[chunks] = count;
    }
    int mask = table.length - 1;
    int slot = hash & mask;
    for (; table[slot] != 0; slot = (slot + 1) & mask) {
      int row = table[slot] - 1;
      if (hashes[row] == hash && replaces(buffer, row, start)) {
        break;
      }
    }
    table[slot] = ++count;
  }

  /** Whether a row has the key of one before, which will then not be sent. */
  private boolean replaces(RowBuffer buffer, int row, int start) {
    int chunk = chunkOf(row);
    byte[] bytes = buffer.bytesOf(chunk);
    if (!sameKey(bytes, starts[row], buffer.array(), start)) {
      return false;
    }
    buffer.replace(chunk, starts[row], EncodedRows.endOfRow(bytes, starts[row]));
    return true;
  }

  private int chunkOf(int row) {
    int chunk = Arrays.binarySearch(firstRows, 0, chunks, row);
    return chunk >= 0 ? chunk : -chunk - 2;
  }

  /** By the hashes alone: where one is equal by chance, a batch waits for another in vain. */
  @Override
  public boolean mayMeet(RowKeys other) {
    if (!(other instanceof LastRowWins there && Arrays.equals(keyFields, there.keyFields))) {
      return true;
    }
    for (int row = 0; row < count; row++) {
      if (there.hasHash(hashes[row])) {
        return true;
      }
    }
    return false;
  }

  private boolean hasHash(int hash) {
    int mask = table.length - 1;
    for (int slot = hash & mask; table[slot] != 0; slot = (slot + 1) & mask) {
      if (hashes[table[slot] - 1] == hash) {
        return true;
      }
    }
    return false;
  }

  private int hash(byte[] bytes, int rowStart) {
    int hash = 1;
    int at = rowStart + 2;
    for (boolean key : keyFields) {
      int length = Math.max(BigEndian.getInt(bytes, at), 0);
      if (key) {
        int position = at + 4;
        int end = position + length;
        for (; position <= end - 4; position += 4) {
          hash = (hash ^ BigEndian.getInt(bytes, position)) * 0x9E3779B1;
          hash ^= hash >>> 15;
        }
        for (; position < end; position++) {
          hash = (hash ^ bytes[position]) * 0x9E3779B1;
        }
        hash = (hash ^ length) * 0x85EBCA77;
      }
      at += 4 + length;
    }
    return hash ^ hash >>> 16;
  }

  private boolean sameKey(byte[] one, int oneStart, byte[] other, int otherStart) {
    int a = oneStart + 2;
    int b = otherStart + 2;
    for (boolean key : keyFields) {
      int lengthA = BigEndian.getInt(one, a);
      int lengthB = BigEndian.getInt(other, b);
      int endA = a + 4 + Math.max(lengthA, 0);
      int endB = b + 4 + Math.max(lengthB, 0);
      if (key && !Arrays.equals(one, a, endA, other, b, endB)) {
        return false;
      }
      a = endA;
      b = endB;
    }
    return true;
  }

  private void grow() {
    int capacity = 2 * hashes.length;
    hashes = Arrays.copyOf(hashes, capacity);
    starts = Arrays.copyOf(starts, capacity);
    int[] before = table;
    table = new int[2 * capacity];
    int mask = table.length - 1;
    for (int entry : before) {
      if (entry != 0) {
        int slot = hashes[entry - 1] & mask;
        while (table[slot] != 0) {
          slot = (slot + 1) & mask;
        }
        table[slot] = entry;
      }
    }
  }
}
