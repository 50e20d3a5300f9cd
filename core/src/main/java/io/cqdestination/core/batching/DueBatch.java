package io.cqdestination.core.batching;

import java.util.concurrent.CompletableFuture;

/**
 * A batch that was handed over. Thread-safe.
 *
 * @param previous completes when the batch of the table that was handed over before is settled
 * @param settled completes after {@code outcome} and all that hangs on it, so that a failure is
 *     reported before those that only follow from it
 */
record DueBatch(
    HeldBatch batch,
    CompletableFuture<Void> previous,
    CompletableFuture<Void> outcome,
    CompletableFuture<Void> settled) {

  DueBatch(HeldBatch batch, CompletableFuture<Void> previous) {
    this(batch, previous, new CompletableFuture<>(), new CompletableFuture<>());
  }

  String tableName() {
    return batch.tableName();
  }

  /** Frees the rows and makes the outcome known. */
  void succeed() {
    batch.abandon();
    outcome.complete(null);
    settled.complete(null);
  }

  /** Frees the rows and makes the outcome known: nothing of the batch is written. */
  void fail(Throwable cause) {
    batch.abandon();
    outcome.completeExceptionally(cause);
    settled.completeExceptionally(cause);
  }
}
