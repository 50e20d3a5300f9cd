package io.cqdestination.postgres.write;

import io.cqdestination.postgres.copy.RowKeys;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A batch that was handed over and waits for its outcome. Batches of one table commit in their
 * order: each knows the one before it. Thread-safe.
 */
final class PendingBatch {
  private final TableWriter table;
  private final CopyBatch batch;
  private final CompletableFuture<Void> outcome = new CompletableFuture<>();

  /**
   * What the batches behind this one wait for. Known after {@link #outcome} and all that hangs on
   * it, so that a failure is reported before those that only follow from it.
   */
  private final CompletableFuture<Void> verdict = new CompletableFuture<>();

  private final List<RowKeys> keys;
  private volatile @Nullable PendingBatch previous;
  private volatile boolean retrying;

  PendingBatch(TableWriter table, CopyBatch batch, @Nullable PendingBatch previous) {
    this.table = table;
    this.batch = batch;
    this.keys = batch.segments().stream().map(BatchSegment::keys).toList();
    this.previous = previous;
  }

  TableWriter table() {
    return table;
  }

  CopyBatch batch() {
    return batch;
  }

  CompletableFuture<Void> outcome() {
    return outcome;
  }

  /** Whether the outcome is known and good. */
  boolean isCommitted() {
    return outcome.state() == Future.State.SUCCESS;
  }

  /** Whether the batch before is known to have failed. */
  boolean hasFailedBefore() {
    PendingBatch before = previous;
    return before != null && before.verdict.isCompletedExceptionally();
  }

  /**
   * Whether rows here may have the keys of rows in batches before that are not committed yet, which
   * therefore have to come first.
   */
  boolean mayMeetEarlierRows() {
    for (PendingBatch before = previous;
        before != null && !before.isCommitted();
        before = before.previous) {
      for (RowKeys there : before.keys) {
        if (keys.stream().anyMatch(here -> here.mayMeet(there))) {
          return true;
        }
      }
    }
    return false;
  }

  /** Completes when the outcome is known and reported, whatever it is. */
  CompletableFuture<Void> settled() {
    return verdict.handle((_, _) -> null);
  }

  /**
   * Says that this batch met trouble: those behind it must not hold connections or locks that it
   * may need.
   */
  void retrying() {
    retrying = true;
    table.countRetry();
  }

  /** Frees the rows and makes the outcome known. */
  void succeed() {
    previous = null;
    batch.abandon();
    outcome.complete(null);
    verdict.complete(null);
  }

  /** Frees the rows and makes the outcome known: nothing of the batch is in the database. */
  void fail(Throwable cause) {
    previous = null;
    batch.abandon();
    outcome.completeExceptionally(cause);
    verdict.completeExceptionally(cause);
  }

  /** What became of the batch before. */
  enum Turn {
    /** It is committed, or there was none: this one may go on. */
    COME,
    /** It is neither committed nor failed yet, and in trouble or slow. */
    LATER,
    /** It failed: this one must not be written. */
    NEVER
  }

  /**
   * Waits for the batch before with a transaction open, which that one may in turn wait for: at
   * most the time given, and shorter when that one meets trouble.
   */
  Turn awaitTurn(long patienceMillis) throws InterruptedException {
    return awaitTurn(patienceMillis, true);
  }

  /** Waits for the batch before without holding anything, whatever trouble that one meets. */
  Turn awaitTurnEmptyHanded(long patienceMillis) throws InterruptedException {
    return awaitTurn(patienceMillis, false);
  }

  private Turn awaitTurn(long patienceMillis, boolean mayBeInTheWay) throws InterruptedException {
    PendingBatch before = previous;
    if (before == null) {
      return Turn.COME;
    }
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMillis);
    while (true) {
      long left = deadline - System.nanoTime();
      try {
        before.verdict.get(
            Math.clamp(left, 1, TimeUnit.MILLISECONDS.toNanos(20)), TimeUnit.NANOSECONDS);
        previous = null;
        return Turn.COME;
      } catch (ExecutionException failed) {
        return Turn.NEVER;
      } catch (TimeoutException waiting) {
        if (left <= 0 || (mayBeInTheWay && before.retrying)) {
          return Turn.LATER;
        }
      }
    }
  }
}
