package io.cqdestination.runtime;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Keeps the heap a small multiple of what is in use. The serial collector, which the packaged
 * program runs with, lets its old generation grow to -Xmx before it looks for garbage there. Rows
 * of many small batches outlive the young generation, so that a sync of some minutes would take all
 * of the heap, of which a tenth is in use: more than many containers have. Used by one thread.
 *
 * <p>Source: the promotions of HotSpot's serial collector, which count memory that is not committed
 * yet as free.
 */
final class GarbageLimit {
  /** Below it nothing is collected: a sync of a few large tables stays there. */
  static final long LEAST_BYTES = 128L << 20;

  private static final Duration PAUSE = Duration.ofMillis(100);

  private final LongSupplier used;
  private final Runnable collection;
  private long limit = LEAST_BYTES;

  /**
   * @param used bytes of the heap, garbage among them
   * @param collection collects all garbage
   */
  GarbageLimit(LongSupplier used, Runnable collection) {
    this.used = used;
    this.collection = collection;
  }

  /** Looks after the heap of this process, on a thread of its own, until the process ends. */
  static void start() {
    Runtime process = Runtime.getRuntime();
    GarbageLimit limit =
        new GarbageLimit(() -> process.totalMemory() - process.freeMemory(), process::gc);
    var _ = Thread.ofPlatform().daemon().name("garbage limit").start(limit::lookForEver);
  }

  private void lookForEver() {
    try {
      while (true) {
        Thread.sleep(PAUSE);
        look();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Collects when there may be as much garbage as there is else. */
  void look() {
    if (used.getAsLong() > limit) {
      collection.run();
      limit = Math.max(LEAST_BYTES, 2 * used.getAsLong());
    }
  }
}
