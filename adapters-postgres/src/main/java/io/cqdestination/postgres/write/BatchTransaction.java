package io.cqdestination.postgres.write;

import io.cqdestination.postgres.failure.StandbySession;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * One attempt to write one batch, in one transaction on one connection. How the rows get into the
 * tables differs from database to database. Used by one thread; {@link #abort} by others.
 */
abstract sealed class BatchTransaction permits CockroachBatchTransaction, PostgresBatchTransaction {
  private final PendingBatch pending;
  private final Connection connection;
  private final Limits limits;
  private boolean turnCame;
  private volatile boolean committing;

  /**
   * How long an attempt may wait while others may wait for it.
   *
   * @param lock how long the server may wait for a lock that somebody else holds
   * @param turnMillis how long to wait, with a transaction open, for the batch before
   */
  record Limits(Duration lock, long turnMillis) {}

  BatchTransaction(PendingBatch pending, Connection connection, Limits limits) {
    this.pending = pending;
    this.connection = connection;
    this.limits = limits;
  }

  /** Prepares the attempt, in the transaction's first round trip. */
  abstract void begin() throws SQLException;

  /**
   * Writes rows.
   *
   * @return COME when they are written; otherwise the transaction has to end, because of the batch
   *     before
   */
  abstract PendingBatch.Turn write(BatchSegment segment) throws SQLException, InterruptedException;

  /** Whether writing the batch once more does no harm where it is written already. */
  abstract boolean isRepeatable();

  /**
   * What became of this transaction, after its COMMIT got no answer.
   *
   * @param other another connection, in autocommit mode
   */
  abstract CommitOutcome outcome(Connection other) throws SQLException;

  /**
   * Chooses another way of writing for the table where this one cannot deal with what it met.
   *
   * @return whether the batch is to be tried again in that way
   */
  abstract boolean writeOtherwise(SQLException failure);

  /** How the row for which the batch is refused can be searched for. */
  abstract BatchBeginnings beginnings();

  /**
   * Writes and commits.
   *
   * @return COME when the batch is committed; otherwise nothing of it is, because of the batch
   *     before
   */
  final PendingBatch.Turn run() throws SQLException, InterruptedException {
    try {
      return writeAndCommit();
    } catch (SQLException failure) {
      StandbySession.discardAfter(failure, connection);
      throw failure;
    }
  }

  private PendingBatch.Turn writeAndCommit() throws SQLException, InterruptedException {
    connection.setAutoCommit(false);
    begin();
    BatchCompanion companion = pending.batch().companion();
    companion.beforeRows(connection);
    for (BatchSegment segment : pending.batch().segments()) {
      PendingBatch.Turn turn = write(segment);
      if (turn != PendingBatch.Turn.COME) {
        connection.rollback();
        return turn;
      }
    }
    PendingBatch.Turn turn = awaitTurn();
    if (turn != PendingBatch.Turn.COME) {
      connection.rollback();
      return turn;
    }
    companion.afterRows(connection, pending.table().isOrdering());
    committing = true;
    connection.commit();
    return PendingBatch.Turn.COME;
  }

  /** Whether COMMIT was sent, so that the transaction may have happened. */
  final boolean isCommitting() {
    return committing;
  }

  /** Breaks the connection, unless COMMIT was sent. Callable from any thread. */
  final void abort() throws SQLException {
    if (!committing) {
      connection.abort(Runnable::run);
    }
  }

  final PendingBatch pending() {
    return pending;
  }

  final Connection connection() {
    return connection;
  }

  final Limits limits() {
    return limits;
  }

  /** Waits for the batch before; once it is committed, that needs no more waiting. */
  final PendingBatch.Turn awaitTurn() throws InterruptedException {
    if (turnCame) {
      return PendingBatch.Turn.COME;
    }
    PendingBatch.Turn turn = pending.awaitTurn(limits.turnMillis());
    turnCame = turn == PendingBatch.Turn.COME;
    return turn;
  }

  final void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
