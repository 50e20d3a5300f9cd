package io.cqdestination.grpc.service;

import java.util.concurrent.TimeUnit;

/**
 * Finds out when a call that has failed can end. A client whose message meets an end learns of it
 * as a bare EOF and has to ask for the reason, which the CLI does everywhere but behind deletions
 * of stale rows, the last messages of a sync. So whatever still comes is dropped until the client
 * has finished or its time is over, which it never is between two such deletions. Thread-safe.
 */
final class FailedCall {
  private final EndingPatience patience;
  private final long failedAtNanos = System.nanoTime();
  private long lastMessageAtNanos = failedAtNanos;
  private boolean over;

  FailedCall(EndingPatience patience) {
    this.patience = patience;
  }

  /** A message came and was dropped. */
  synchronized void dropped(boolean staleDeletion) {
    lastMessageAtNanos = System.nanoTime();
    if (!staleDeletion && lastMessageAtNanos - failedAtNanos >= patience.sending().toNanos()) {
      finished();
    }
  }

  /** The client has finished sending, or is gone. */
  synchronized void finished() {
    over = true;
    notifyAll();
  }

  /** Returns when the call can end. */
  synchronized void await() throws InterruptedException {
    while (!over) {
      long left = lastMessageAtNanos + patience.silence().toNanos() - System.nanoTime();
      if (left <= 0) {
        return;
      }
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, TimeUnit.MILLISECONDS.toNanos(1)));
    }
  }
}
