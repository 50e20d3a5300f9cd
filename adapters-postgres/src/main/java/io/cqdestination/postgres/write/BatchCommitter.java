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
import java.time.Duration;
import java.util.OptionalLong;
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

  private final PendingBatch pending;
  private final ConnectionSource connections;
  private final RetryPolicy retries;
  private final Consumer<@Nullable BatchTransaction> running;
  private final Backoff backoff;

  /**
   * @param running told which transaction runs, so that it can be aborted; null when it is over
   */
  BatchCommitter(
      PendingBatch pending,
      ConnectionSource connections,
      RetryPolicy retries,
      Consumer<@Nullable BatchTransaction> running) {
    this.pending = pending;
    this.connections = connections;
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
      if (alone || !pending.table().isOverlapping()) {
        if (pending.awaitTurn(TURN_LIMIT_MILLIS) != PendingBatch.Turn.COME) {
          throw predecessorFailed();
        }
      }
      switch (attempt()) {
        case COME -> {
          return;
        }
        case NEVER -> throw predecessorFailed();
        case LATER -> {
          // Nothing is held any more: whatever the batch before is waiting for, it is not this one.
          pending.table().takeTurns();
          alone = true;
        }
        case null -> alone = false;
      }
    }
  }

  /** One attempt; null when it failed and another is due. */
  private PendingBatch.@Nullable Turn attempt() throws InterruptedException {
    BatchTransaction transaction = null;
    try (Connection connection = connections.connect()) {
      transaction =
          new BatchTransaction(pending, connection, retries.timeout(), TURN_PATIENCE_MILLIS);
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
    if (transaction != null && transaction.isCommitting() && SqlStates.isConnectionLoss(failure)) {
      return settle(failure, transaction.transactionId());
    }
    if (transaction != null && hasKey() && writeOtherwise(failure, transaction)) {
      return null;
    }
    if (!SqlStates.isTransient(failure)) {
      throw RefusedBatch.of(pending, failure);
    }
    retryOrGiveUp(failure);
    return null;
  }

  /** Whether rows met rows that this way of writing cannot deal with, and another one can. */
  private boolean writeOtherwise(SQLException failure, BatchTransaction transaction) {
    if (SqlStates.is(failure, SqlStates.UNIQUE_VIOLATION) && transaction.isStraight()) {
      pending.table().stage();
      return true;
    }
    if (SqlStates.is(failure, SqlStates.CARDINALITY_VIOLATION) && !transaction.isOrdered()) {
      pending.table().order();
      return true;
    }
    return false;
  }

  private boolean hasKey() {
    return pending.batch().segments().stream().anyMatch(segment -> segment.plan().hasKey());
  }

  private void retryOrGiveUp(SQLException failure) throws InterruptedException {
    int atLeast = SqlStates.is(failure, DEADLOCK) ? retries.deadlockRetries() : 0;
    if (!backoff.mayRetry(atLeast)) {
      throw new Transient(
          "table %s: given up after %d attempts in %d s: %s"
              .formatted(
                  pending.table().tableName(),
                  backoff.attempts(),
                  retries.timeout().toSeconds(),
                  ServerWords.of(failure)),
          failure);
    }
    pending.retrying();
    log.atInfo()
        .addKeyValue("table", pending.table().tableName())
        .addKeyValue("attempt", backoff.attempts())
        .log("writing a batch again after a transient failure: {}", ServerWords.of(failure));
    backoff.pause();
  }

  /**
   * The answer to COMMIT was lost: ask the server what became of the transaction. An upsert is
   * simply repeated.
   */
  private PendingBatch.@Nullable Turn settle(SQLException lost, OptionalLong transactionId)
      throws InterruptedException {
    retryOrGiveUp(lost);
    if (transactionId.isEmpty()) {
      return null;
    }
    while (true) {
      try (Connection connection = connections.connect()) {
        switch (CommitOutcome.ask(connection, transactionId.getAsLong())) {
          case COMMITTED -> {
            return PendingBatch.Turn.COME;
          }
          case ABORTED -> {
            return null;
          }
          case IN_PROGRESS -> TimeUnit.MILLISECONDS.sleep(Duration.ofMillis(50).toMillis());
          case UNKNOWN ->
              throw new DatabaseRefused(
                  "table %s: the connection broke during COMMIT and the server no longer knows whether it happened: %s"
                      .formatted(pending.table().tableName(), ServerWords.of(lost)),
                  lost);
        }
      } catch (SQLException failure) {
        if (!SqlStates.isTransient(failure)) {
          throw RefusedBatch.of(pending, failure);
        }
        retryOrGiveUp(failure);
      }
    }
  }

  private DestinationException predecessorFailed() {
    return new Transient(
        "table %s: not written, because an earlier batch of the table failed"
            .formatted(pending.table().tableName()),
        null);
  }
}
