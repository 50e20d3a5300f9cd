package io.cqdestination.postgres.write;

import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.core.failure.DestinationException.Transient;
import io.cqdestination.postgres.connection.ConnectionSource;
import io.cqdestination.postgres.failure.Backoff;
import io.cqdestination.postgres.failure.ServerWords;
import io.cqdestination.postgres.failure.SqlStates;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one batch into the database, whatever it takes within the limits: repeats transient
 * failures, finds out what became of a COMMIT without an answer, and changes the way of writing
 * when rows meet others. Used by one thread for one batch.
 */
final class BatchCommitter {
  private static final Logger log = LoggerFactory.getLogger(BatchCommitter.class);

  /** Longer than that, a batch that holds locks may be what the one before it waits for. */
  private static final long TURN_PATIENCE_MILLIS = 1_000;

  private static final long TURN_LIMIT_MILLIS = TimeUnit.HOURS.toMillis(24);
  private static final String DEADLOCK = "40P01";
  private static final String LOCK_NOT_AVAILABLE = "55P03";
  private static final String OUTCOME_UNKNOWN = ", and whether the batch is committed is not known";

  private final PendingBatch pending;
  private final ConnectionSource connections;
  private final BatchTransactions transactions;
  private final RetryPolicy retries;
  private final Consumer<@Nullable BatchTransaction> running;
  private final Backoff backoff;

  /**
   * @param running told which transaction runs, so that it can be aborted; null when it is over
   */
  BatchCommitter(
      PendingBatch pending,
      ConnectionSource connections,
      BatchTransactions transactions,
      RetryPolicy retries,
      Consumer<@Nullable BatchTransaction> running) {
    this.pending = pending;
    this.connections = connections;
    this.transactions = transactions;
    this.retries = retries;
    this.running = running;
    this.backoff = new Backoff(retries.timeout());
  }

  /**
   * Returns when the batch is committed.
   *
   * @throws DestinationException when nothing of it is, or when the outcome cannot be known
   */
  void commit() throws InterruptedException {
    boolean alone = false;
    while (true) {
      if (pending.hasFailedBefore()) {
        throw predecessorFailed();
      }
      if (alone || !pending.table().isOverlapping()) {
        if (pending.awaitTurnEmptyHanded(TURN_LIMIT_MILLIS) != PendingBatch.Turn.COME) {
          throw predecessorFailed();
        }
      }
      PendingBatch.Turn turn = attempt();
      if (turn == PendingBatch.Turn.COME) {
        return;
      }
      if (turn == PendingBatch.Turn.NEVER) {
        throw predecessorFailed();
      }
      alone = turn == PendingBatch.Turn.LATER;
      if (alone) {
        // Nothing is held any more: whatever the batch before is waiting for, it is not this one.
        pending.table().takeTurns();
      }
    }
  }

  /** One attempt; null when it failed and another is due. */
  private PendingBatch.@Nullable Turn attempt() throws InterruptedException {
    pending.batch().companion().supplement();
    BatchTransaction transaction = null;
    try (Connection connection = connections.connect()) {
      transaction =
          transactions.attempt(
              pending,
              connection,
              new BatchTransaction.Limits(retries.timeout(), TURN_PATIENCE_MILLIS));
      running.accept(transaction);
      return transaction.run();
    } catch (SQLException failure) {
      return handle(failure, transaction);
    } finally {
      running.accept(null);
    }
  }

  private PendingBatch.@Nullable Turn handle(
      SQLException failure, @Nullable BatchTransaction transaction) throws InterruptedException {
    if (transaction != null && transaction.isCommitting() && SqlStates.leavesOutcomeOpen(failure)) {
      return settle(failure, transaction);
    }
    if (transaction != null && transaction.writeOtherwise(failure)) {
      return null;
    }
    if (!SqlStates.isTransient(failure)) {
      throw RefusedBatch.of(
          pending,
          failure,
          connections,
          Optional.ofNullable(transaction).map(BatchTransaction::beginnings));
    }
    retryOrGiveUp(failure);
    return null;
  }

  private void retryOrGiveUp(SQLException failure) throws InterruptedException {
    retryOrGiveUp(failure, "");
  }

  /**
   * @param otherwise what else to say when there is no time left
   */
  private void retryOrGiveUp(SQLException failure, String otherwise) throws InterruptedException {
    int atLeast = SqlStates.is(failure, DEADLOCK) ? retries.deadlockRetries() : 0;
    if (!backoff.mayRetry(atLeast)) {
      throw new Transient(
          "table %s: given up after %d attempts in %d s%s: %s%s"
              .formatted(
                  pending.table().tableName(),
                  backoff.attempts(),
                  retries.timeout().toSeconds(),
                  otherwise,
                  ServerWords.of(failure),
                  lockHolders(failure)),
          failure);
    }
    pending.retrying();
    log.atInfo()
        .addKeyValue("table", pending.table().tableName())
        .addKeyValue("attempt", backoff.attempts())
        .log("writing a batch again after a transient failure: {}", ServerWords.of(failure));
    backoff.pause();
  }

  private String lockHolders(SQLException failure) {
    return SqlStates.is(failure, LOCK_NOT_AVAILABLE)
        ? TableLocks.holders(
            connections, pending.batch().segments().getFirst().plan().statements().table())
        : "";
  }

  /** The answer to COMMIT was lost: what can be repeated is, else the server is asked. */
  private PendingBatch.@Nullable Turn settle(SQLException lost, BatchTransaction transaction)
      throws InterruptedException {
    retryOrGiveUp(lost, OUTCOME_UNKNOWN);
    if (transaction.isRepeatable()) {
      return null;
    }
    while (true) {
      try (Connection connection = connections.connect()) {
        switch (transaction.outcome(connection)) {
          case CommitOutcome.Committed _ -> {
            return PendingBatch.Turn.COME;
          }
          case CommitOutcome.Aborted _ -> {
            return null;
          }
          case CommitOutcome.InProgress _ -> retryOrGiveUp(lost, OUTCOME_UNKNOWN);
          case CommitOutcome.Unknown(String reason) -> throw unknownOutcome(reason, lost);
        }
      } catch (SQLException failure) {
        if (!SqlStates.isTransient(failure)) {
          throw unknownOutcome(
              "what came of it cannot be found out: " + ServerWords.of(failure), lost);
        }
        retryOrGiveUp(failure, OUTCOME_UNKNOWN);
      }
    }
  }

  private DatabaseRefused unknownOutcome(String reason, SQLException lost) {
    return new DatabaseRefused(
        "table %s: the connection broke during COMMIT and %s: %s"
            .formatted(pending.table().tableName(), reason, ServerWords.of(lost)),
        lost);
  }

  private DestinationException predecessorFailed() {
    return new Transient(
        "table %s: not written, because an earlier batch of the table failed"
            .formatted(pending.table().tableName()),
        null);
  }
}
