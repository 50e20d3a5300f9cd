package io.cqdestination.postgres.write;

import io.cqdestination.postgres.copy.RowKeys;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
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
  /** For a batch before, which has limits of its own and is settled long before that. */
  private static final long LONGEST_WAIT_MILLIS = TimeUnit.HOURS.toMillis(24);

  private final TableWriter table;
  private final CopyBatch batch;
  private final CompletableFuture<Void> outcome = new CompletableFuture<>();

  /**
   * What the batches behind this one wait for. Known after {@link #outcome} and all that hangs on
   * it, so that a failure is reported before those that only follow from it.
   */
  private final CompletableFuture<Void> verdict = new CompletableFuture<>();

  private final List<RowKeys> keys;
  private final boolean append;
  private volatile @Nullable PendingBatch previous;
  private volatile List<PendingBatch> referred;
  private CompletableFuture<Void> ready = CompletableFuture.completedFuture(null);
  private volatile boolean retrying;
  private volatile long transaction;

  /**
   * @param previous the batch of the table that was handed over before; null where it is committed
   * @param referred batches of other tables that were handed over before, and hold rows that rows
   *     here may refer to
   */
  PendingBatch(
      TableWriter table,
      CopyBatch batch,
      @Nullable PendingBatch previous,
      List<PendingBatch> referred) {
    this.table = table;
    this.batch = batch;
    this.referred = List.copyOf(referred);
    this.append = batch.segments().stream().anyMatch(segment -> !segment.plan().hasKey());
    this.keys = batch.segments().stream().map(BatchSegment::keys).toList();
    this.previous = previous;
  }

  TableWriter table() {
    return table;
  }

  CopyBatch batch() {
    return batch;
  }

  /** The qualified, quoted names of what its rows are written into, while they are not freed. */
  List<String> tables() {
    return batch.segments().stream()
        .map(segment -> segment.plan().statements().table())
        .distinct()
        .toList();
  }

  /** Sets what the batch waits for before it may be given to a worker. */
  void readyAfter(CompletableFuture<Void> preparation) {
    ready = preparation;
  }

  /**
   * Completes when a worker may take the batch, exceptionally when it must not be written; at once
   * where nothing has to be prepared.
   */
  CompletableFuture<Void> ready() {
    return ready;
  }

  CompletableFuture<Void> outcome() {
    return outcome;
  }

  /** Whether rows are added without a key, so that writing them twice would double them. */
  boolean isAppend() {
    return append;
  }

  /**
   * Whether nothing that is not settled has to be written before this batch, other than what is in
   * the group.
   */
  boolean mayJoin(Collection<PendingBatch> group) {
    PendingBatch before = previous;
    return (before == null || before.verdict.isDone() || group.contains(before))
        && referred.stream().allMatch(batch -> batch.verdict.isDone() || group.contains(batch));
  }

  /** Whether the batch's rows may refer to rows of other batches that come before. */
  boolean refersToOthers() {
    return !referred.isEmpty();
  }

  /**
   * Waits, without holding anything, for the rows that rows here may refer to.
   *
   * @param except batches that are written with this one
   */
  void awaitReferred(Collection<PendingBatch> except) throws InterruptedException {
    for (PendingBatch batch : referred) {
      try {
        if (!except.contains(batch)) {
          batch.settled().get(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS);
        }
      } catch (ExecutionException | TimeoutException unsettled) {
        throw new IllegalStateException(
            "table %s: a batch before has not been settled".formatted(table.tableName()),
            unsettled);
      }
    }
  }

  /** The batch of the table that was handed over before; null once it is committed. */
  @Nullable PendingBatch previous() {
    return previous;
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
  void inTrouble() {
    retrying = true;
  }

  /** The transaction of this number writes the batch now. */
  void runsAs(long number) {
    transaction = number;
  }

  /**
   * The number of the transaction that appends the batch before; empty where none is known to,
   * where it is over, or where that batch met trouble.
   */
  OptionalLong precedingTransaction() {
    PendingBatch before = previous;
    return before == null || before.retrying || before.verdict.isDone() || before.transaction == 0
        ? OptionalLong.empty()
        : OptionalLong.of(before.transaction);
  }

  /** Frees the rows and makes the outcome known. */
  void succeed() {
    previous = null;
    referred = List.of();
    batch.abandon();
    outcome.complete(null);
    verdict.complete(null);
  }

  /**
   * Frees the rows and makes the outcome known: nothing of the batch is in the database. Not before
   * the batch before is settled: the failure may end the stream, and what came before the failed
   * batch shall stay.
   */
  void fail(Throwable cause) {
    batch.abandon();
    PendingBatch before = previous;
    if (before == null || before.verdict.isDone()) {
      failNow(cause);
    } else {
      before.settled().thenRun(() -> failNow(cause));
    }
  }

  private void failNow(Throwable cause) {
    previous = null;
    referred = List.of();
    outcome.completeExceptionally(cause);
    verdict.completeExceptionally(cause);
  }

  /**
   * Waits for the batch before with a transaction open, which that one may in turn wait for: at
   * most the time given, and shorter when that one meets trouble.
   */
  Preceding awaitPreceding(long patienceMillis) throws InterruptedException {
    return awaitPreceding(patienceMillis, true);
  }

  /** Waits for the batch before without holding anything, whatever trouble that one meets. */
  Preceding awaitPrecedingWithoutLocks() throws InterruptedException {
    return awaitPreceding(LONGEST_WAIT_MILLIS, false);
  }

  private Preceding awaitPreceding(long patienceMillis, boolean holdsLocks)
      throws InterruptedException {
    PendingBatch before = previous;
    if (before == null) {
      return Preceding.COMMITTED;
    }
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMillis);
    while (true) {
      long left = deadline - System.nanoTime();
      try {
        before.verdict.get(
            Math.clamp(left, 1, TimeUnit.MILLISECONDS.toNanos(20)), TimeUnit.NANOSECONDS);
        previous = null;
        return Preceding.COMMITTED;
      } catch (ExecutionException failed) {
        return Preceding.FAILED;
      } catch (TimeoutException waiting) {
        if (left <= 0 || (holdsLocks && before.retrying)) {
          return Preceding.PENDING;
        }
      }
    }
  }
}
