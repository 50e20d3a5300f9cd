package io.cqdestination.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Most memory that all threads together may allocate because of one input. Thread-safe. */
final class MemoryLimit {
  /**
   * Far more than an input of some kilobytes and the values that a few bytes may stand for, far
   * less than what a length can claim.
   */
  private static final long MOST_BYTES = 1L << 30;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private MemoryLimit() {}

  /** What is done with an input. */
  @FunctionalInterface
  interface Attempt {
    void run() throws Exception;
  }

  /**
   * Fails where an attempt allocates too much, and once more: the first one may have loaded
   * classes.
   */
  static void hold(Attempt attempt) throws Exception {
    if (bytesOf(attempt) > MOST_BYTES) {
      long bytes = bytesOf(attempt);
      if (bytes > MOST_BYTES) {
        throw new AssertionError("%d bytes were allocated".formatted(bytes));
      }
    }
  }

  private static long bytesOf(Attempt attempt) throws Exception {
    long before = THREADS.getTotalThreadAllocatedBytes();
    attempt.run();
    return THREADS.getTotalThreadAllocatedBytes() - before;
  }
}
