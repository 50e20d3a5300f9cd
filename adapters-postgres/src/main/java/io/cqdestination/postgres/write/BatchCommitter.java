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
  private boolean settingAside;

  /** How many rows are likely to be taken. */
  private long firstRows;

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
            pending.table().tableName(),
            pending::tables,
            commits.connections(),
            commits.retries(),
            this::retrying);
    // Where rows of the batch before were refused, some of this one are likely to be.
    this.settingAside =
        !pending.batch().setAside().isEmpty()
            || (pending.table().lastRefused() > 0 && maySetAside());
    this.firstRows = pending.batch().rows() / (pending.table().lastRefused() + 1);
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
      if (alone || settingAside || !pending.table().isOverlapping()) {
        if (pending.awaitPrecedingWithoutLocks() != Preceding.COMMITTED) {
          throw predecessorFailed();
        }
      }
      Preceding preceding = attempt();
      if (preceding == Preceding.COMMITTED) {
        tellRefusals();
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
    if (settingAside) {
      commits.refusals().orElseThrow().table().make();
    }
    BatchTransaction transaction = null;
    try (Connection connection = commits.connections().connect()) {
      transaction = transaction(connection);
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

  private BatchTransaction transaction(Connection connection) {
    BatchTransaction.Limits limits =
        new BatchTransaction.Limits(commits.retries().timeout(), PRECEDING_PATIENCE_MILLIS);
    return settingAside
        ? commits
            .transactions()
            .attempt(pending, connection, limits, commits.refusals().orElseThrow(), firstRows)
        : commits.transactions().attempt(pending, connection, limits);
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
      if (!settingAside && RefusedBatch.maySetAside(failure) && maySetAside()) {
        settingAside = true;
        firstRows =
            RefusedBatch.said(pending, failure)
                .row()
                .map(RefusedRow::number)
                .orElse(pending.batch().rows() / 2);
        return null;
      }
      throw RefusedBatch.of(
          pending,
          failure,
          commits.connections(),
          Optional.ofNullable(transaction).flatMap(BatchTransaction::prefixes));
    }
    retries.retryOrGiveUp(failure);
    return null;
  }

  private boolean maySetAside() {
    return commits.refusals().isPresent()
        && pending.batch().segments().stream()
            .map(BatchSegment::plan)
            .allMatch(StreamRefusals::maySetAside);
  }

  private void tellRefusals() {
    pending.table().refused(pending.batch().setAside().size());
    if (!pending.batch().setAside().isEmpty()) {
      commits.refusals().ifPresent(stream -> stream.tell(pending));
    }
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
