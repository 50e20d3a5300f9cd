package io.cqdestination.postgres.copy;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Byte arrays of a few sizes, used again and again: encoded rows live long enough to leave the
 * young generation, and fresh arrays for them would be most of the garbage collector's work.
 * Thread-safe.
 */
public final class ChunkPool {
  /** A table of one row should not hold much; a chunk worth sending by itself should be large. */
  static final int SMALLEST = 8 << 10;

  static final int LARGEST = 256 << 10;
  private static final int SIZES = Integer.numberOfTrailingZeros(LARGEST / SMALLEST) + 1;

  private final ConcurrentLinkedQueue<byte[]>[] free;
  private final AtomicLong freeBytes = new AtomicLong();
  private final AtomicLong lentBytes = new AtomicLong();
  private final long mostFreeBytes;

  /**
   * @param mostFreeBytes bytes that may lie unused
   */
  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of queues has no other form
  public ChunkPool(long mostFreeBytes) {
    this.mostFreeBytes = mostFreeBytes;
    this.free = new ConcurrentLinkedQueue[SIZES];
    for (int i = 0; i < SIZES; i++) {
      free[i] = new ConcurrentLinkedQueue<>();
    }
  }

  /** An array of at least {@code size} bytes with any content. */
  byte[] take(int size) {
    byte[] chunk = null;
    if (size <= LARGEST) {
      chunk = free[index(size)].poll();
      if (chunk != null) {
        freeBytes.addAndGet(-chunk.length);
      }
    }
    if (chunk == null) {
      chunk = new byte[size > LARGEST ? size : SMALLEST << index(size)];
    }
    lentBytes.addAndGet(chunk.length);
    return chunk;
  }

  /** Takes an array back. */
  void give(byte[] chunk) {
    lentBytes.addAndGet(-chunk.length);
    if (chunk.length <= LARGEST && freeBytes.get() + chunk.length <= mostFreeBytes) {
      freeBytes.addAndGet(chunk.length);
      free[index(chunk.length)].add(chunk);
    }
  }

  /** Bytes of the arrays that are in use; 0 when nothing is being written. */
  public long lentBytes() {
    return lentBytes.get();
  }

  private static int index(int size) {
    return size <= SMALLEST ? 0 : 32 - Integer.numberOfLeadingZeros((size - 1) / SMALLEST);
  }
}
