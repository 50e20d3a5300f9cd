package io.cqdestination.postgres.write;

import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.failure.DestinationException.Transient;
import io.cqdestination.postgres.failure.SqlStates;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings one batch into the database, whatever it takes within the limits: repeats transient
 * failures, finds out what became of a COMMIT without an answer, and changes the way of writing
 * when rows meet others. Used by one thread for one batch.
 */
final class BatchCommitter {
  /** Longer than that, a batch that holds locks may be what the one before it waits for. */
  private static final long PRECEDING_PATIENCE_MILLIS = 1_000;

  private final PendingBatch pending;
  private final BatchCommits commits;
  private final CommitRetries retries;
  private final Consumer<@Nullable WriteTransaction> running;

  /**
   * @param running told which transaction runs, so that it can be aborted; null when it is over
   */
  BatchCommitter(
      PendingBatch pending, BatchCommits commits, Consumer<@Nullable WriteTransaction> running) {
    this.pending = pending;
    this.commits = commits;
    this.running = running;
    this.retries =
        new CommitRetries(
            "table " + pending.table().tableName(),
            pending,
            commits.connections(),
            commits.retries(),
            this::retrying);
  }

  /**
   * Returns when the batch is committed.
   *
   * @throws DestinationException when nothing of it is, or when the outcome cannot be known
   */
  void commit() throws InterruptedException {
    pending.awaitReferred(Set.of());
    boolean alone = false;
    while (true) {
      if (pending.hasFailedBefore()) {
        throw predecessorFailed();
      }
      if (alone || !pending.table().isOverlapping()) {
        if (pending.awaitPrecedingWithoutLocks() != Preceding.COMMITTED) {
          throw predecessorFailed();
        }
      }
      Preceding preceding = attempt();
      if (preceding == Preceding.COMMITTED) {
        return;
      }
      if (preceding == Preceding.FAILED) {
        throw predecessorFailed();
      }
      alone = preceding == Preceding.PENDING;
      if (alone) {
        // Nothing is held any more: whatever the batch before is waiting for, it is not this one.
        pending.table().writeOneByOne();
      }
    }
  }

  /** One attempt; null when it failed and another is due. */
  private @Nullable Preceding attempt() throws InterruptedException {
    pending.batch().derived().supplement();
    BatchTransaction transaction = null;
    try (Connection connection = commits.connections().connect()) {
      transaction =
          commits
              .transactions()
              .attempt(
                  pending,
                  connection,
                  new BatchTransaction.Limits(
                      commits.retries().timeout(), PRECEDING_PATIENCE_MILLIS));
      running.accept(transaction);
      long begun = System.nanoTime();
      Preceding preceding = transaction.run();
      if (preceding == Preceding.COMMITTED) {
        commits.pace().written(System.nanoTime() - begun);
      }
      return preceding;
    } catch (SQLException failure) {
      return handle(failure, transaction);
    } finally {
      running.accept(null);
    }
  }

  private @Nullable Preceding handle(SQLException failure, @Nullable BatchTransaction transaction)
      throws InterruptedException {
    if (transaction != null && transaction.isCommitting() && SqlStates.leavesOutcomeOpen(failure)) {
      return retries.isCommitted(failure, transaction) ? Preceding.COMMITTED : null;
    }
    if (transaction != null && transaction.writeOtherwise(failure)) {
      return null;
    }
    if (!SqlStates.isTransient(failure)) {
      throw RefusedBatch.of(
          pending,
          failure,
          commits.connections(),
          Optional.ofNullable(transaction).map(BatchTransaction::prefixes));
    }
    retries.retryOrGiveUp(failure);
    return null;
  }

  private void retrying() {
    pending.inTrouble();
    pending.table().countRetry();
  }

  private DestinationException predecessorFailed() {
    return new Transient(
        "table %s: not written, because an earlier batch of the table failed"
            .formatted(pending.table().tableName()),
        null);
  }
}
