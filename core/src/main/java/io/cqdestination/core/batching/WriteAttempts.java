package io.cqdestination.core.batching;

import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.core.failure.DestinationException.NotReady;
import io.cqdestination.core.failure.DestinationException.Transient;
import io.cqdestination.core.retry.Backoff;
import io.cqdestination.core.retry.CommitOutcome;
import io.cqdestination.core.retry.CommitUnanswered;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes batches together, as often as it takes within the time, and finds out what became of a
 * COMMIT without an answer. Used by one thread.
 */
final class WriteAttempts {
  private static final String OUTCOME_UNKNOWN = ", and whether the rows are committed is not known";

  private final BatchStore store;
  private final List<HeldBatch> batches;
  private final Backoff backoff;
  private final CountDownLatch closed;
  private final AtomicLong retries;

  /**
   * @param timeout from the first failure to the last attempt
   * @param closed zero when the stream is over
   * @param retries counts the attempts after the first
   */
  WriteAttempts(
      BatchStore store,
      List<HeldBatch> batches,
      Duration timeout,
      CountDownLatch closed,
      AtomicLong retries) {
    this.store = store;
    this.batches = batches;
    this.backoff = new Backoff(timeout);
    this.closed = closed;
    this.retries = retries;
  }

  /**
   * Returns when all are committed.
   *
   * @throws DestinationException when nothing is, or when the outcome cannot be known
   */
  void run() {
    boolean committed = false;
    while (!committed) {
      committed = attempt();
    }
  }

  private boolean attempt() {
    if (closed.getCount() == 0) {
      throw closedFailure();
    }
    try {
      store.write(batches);
      return true;
    } catch (CommitUnanswered lost) {
      awaitNext(lost, OUTCOME_UNKNOWN);
      return !batches.stream().allMatch(HeldBatch::isRepeatable) && isCommitted(lost);
    } catch (Transient failure) {
      awaitNext(failure, "");
      return false;
    }
  }

  private boolean isCommitted(CommitUnanswered lost) {
    while (true) {
      Transient next = lost;
      try {
        switch (lost.inquiry().ask()) {
          case CommitOutcome.Committed _ -> {
            return true;
          }
          case CommitOutcome.Aborted _ -> {
            return false;
          }
          case CommitOutcome.InProgress _ -> {}
          case CommitOutcome.Unknown(String reason) -> throw new OutcomeUnknown(reason, lost);
        }
      } catch (Transient unanswered) {
        next = unanswered;
      } catch (DatabaseRefused unanswerable) {
        throw new OutcomeUnknown(
            "what came of it cannot be found out: " + unanswerable.getMessage(), lost);
      }
      awaitNext(next, OUTCOME_UNKNOWN);
    }
  }

  /**
   * Waits before the next attempt; over at once when the writer is closed.
   *
   * @param otherwise what else to say when there is no time left
   */
  private void awaitNext(Transient failure, String otherwise) {
    if (!backoff.mayRetry()) {
      throw new Transient(
          "given up after %d attempts%s: %s"
              .formatted(backoff.attempts(), otherwise, failure.getMessage()),
          failure);
    }
    retries.incrementAndGet();
    try {
      var _ = closed.await(backoff.nextPause().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw closedFailure();
    }
  }

  private static DestinationException closedFailure() {
    return new NotReady("the stream ended before the batch was written");
  }
}
