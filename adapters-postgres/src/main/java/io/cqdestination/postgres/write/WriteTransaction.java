package io.cqdestination.postgres.write;

import io.cqdestination.core.retry.CommitOutcome;
import io.cqdestination.postgres.failure.StandbySession;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * One attempt to write in one transaction on one connection. Used by one thread; {@link #abort} by
 * others.
 */
abstract sealed class WriteTransaction
    permits BatchTransaction, GroupTransaction, PublishingTransaction {
  private final Connection connection;
  private volatile boolean committing;

  /**
   * @param connection in autocommit mode
   */
  WriteTransaction(Connection connection) {
    this.connection = connection;
  }

  /**
   * Writes and commits.
   *
   * @return COMMITTED when it is committed; otherwise nothing of it is, because of the batch before
   */
  final Preceding run() throws SQLException, InterruptedException {
    try {
      return writeAndCommit();
    } catch (SQLException failure) {
      StandbySession.discardAfter(failure, connection);
      throw failure;
    }
  }

  /** As {@link #run} says; the transaction is left open where it fails. */
  abstract Preceding writeAndCommit() throws SQLException, InterruptedException;

  /** What is written, for the log: "table x". */
  abstract String subject();

  /** Whether writing the same once more does no harm where it is written already. */
  abstract boolean isRepeatable();

  /**
   * What became of this transaction, after its COMMIT got no answer.
   *
   * @param other another connection, in autocommit mode
   */
  abstract CommitOutcome outcome(Connection other) throws SQLException;

  /** Whether COMMIT was sent, so that the transaction may have happened. */
  final boolean isCommitting() {
    return committing;
  }

  /** COMMIT is sent next. */
  final void committing() {
    committing = true;
  }

  /** Breaks the connection, unless COMMIT was sent. Callable from any thread. */
  final void abort() throws SQLException {
    if (!committing) {
      connection.abort(Runnable::run);
    }
  }

  final Connection connection() {
    return connection;
  }
}
