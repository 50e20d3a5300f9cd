package io.cqdestination.core.sync;

import io.cqdestination.core.sync.WriteMessage.Deletion;
import java.util.ArrayList;
import java.util.List;

/**
 * Deletions that came one after the other and have not been carried out yet: hundreds of them, one
 * a table, end a sync, and go to the database together. Used by one thread at a time.
 */
final class PendingDeletions {
  /** Bounds what is held of messages that may each be large. */
  private static final int MOST = 1_000;

  private List<Deletion> pending = new ArrayList<>();
  private long firstAtNanos;

  void add(Deletion message, long nowNanos) {
    if (pending.isEmpty()) {
      firstAtNanos = nowNanos;
    }
    pending.add(message);
  }

  boolean isEmpty() {
    return pending.isEmpty();
  }

  boolean isFull() {
    return pending.size() >= MOST;
  }

  /** Nanoseconds since the oldest came. */
  long age(long nowNanos) {
    return nowNanos - firstAtNanos;
  }

  /** What is pending, in order; nothing is afterwards. */
  List<Deletion> take() {
    List<Deletion> taken = pending;
    pending = new ArrayList<>();
    return taken;
  }
}
