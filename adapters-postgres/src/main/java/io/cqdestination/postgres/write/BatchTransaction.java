package io.cqdestination.postgres.write;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * One attempt to write one batch, in one transaction on one connection. Used by one thread; {@link
 * #abort} by others.
 */
final class BatchTransaction {
  private final PendingBatch pending;
  private final Connection connection;
  private final Duration lockTimeout;
  private final long turnPatienceMillis;
  private long transactionId = -1;
  private int stages;
  private boolean turnCame;
  private boolean straight;
  private boolean ordered;
  private volatile boolean committing;

  /**
   * @param lockTimeout how long the server may wait for a lock that somebody else holds
   * @param turnPatienceMillis how long to wait, with a transaction open, for the batch before
   */
  BatchTransaction(
      PendingBatch pending, Connection connection, Duration lockTimeout, long turnPatienceMillis) {
    this.pending = pending;
    this.connection = connection;
    this.lockTimeout = lockTimeout;
    this.turnPatienceMillis = turnPatienceMillis;
  }

  /**
   * Writes and commits.
   *
   * @return COME when the batch is committed; otherwise nothing of it is, because of the batch
   *     before
   */
  PendingBatch.Turn run() throws SQLException, InterruptedException {
    straight = pending.table().isStraight();
    ordered = pending.table().isOrdering();
    connection.setAutoCommit(false);
    begin();
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
    committing = true;
    connection.commit();
    return PendingBatch.Turn.COME;
  }

  /**
   * The server's number of the transaction, by which its outcome can be asked later; empty for
   * upserts.
   */
  OptionalLong transactionId() {
    return transactionId < 0 ? OptionalLong.empty() : OptionalLong.of(transactionId);
  }

  /** Whether COMMIT was sent, so that the transaction may have happened. */
  boolean isCommitting() {
    return committing;
  }

  /** Whether rows with a key went straight into the table, where they may have met others. */
  boolean isStraight() {
    return straight;
  }

  /** Whether the server looked for the last row of each key. */
  boolean isOrdered() {
    return ordered;
  }

  /** Breaks the connection, unless COMMIT was sent. Callable from any thread. */
  void abort() throws SQLException {
    if (!committing) {
      connection.abort(Runnable::run);
    }
  }

  /** In one round trip with BEGIN: a limit for locks, and for appends the transaction's number. */
  private void begin() throws SQLException {
    boolean append =
        pending.batch().segments().stream().anyMatch(segment -> !segment.plan().hasKey());
    String query =
        "SELECT set_config('lock_timeout', ?, true)" + (append ? ", txid_current()" : "");
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, Math.max(1, lockTimeout.toMillis()) + "ms");
      try (ResultSet answer = statement.executeQuery()) {
        answer.next();
        if (append) {
          transactionId = answer.getLong(2);
        }
      }
    }
  }

  private PendingBatch.Turn write(BatchSegment segment) throws SQLException, InterruptedException {
    WriteStatements statements = segment.plan().statements();
    if (segment.plan().sameTypes() && (!segment.plan().hasKey() || straight)) {
      CopyStream.send(connection, statements.copyIntoTable(), segment.rows());
      return PendingBatch.Turn.COME;
    }
    String stage = "pg_temp.cq_stage_" + ++stages;
    execute(statements.createStage(stage, ordered));
    CopyStream.send(connection, statements.copyIntoStage(stage), segment.rows());
    PendingBatch.Turn turn = awaitTurn();
    if (turn == PendingBatch.Turn.COME) {
      execute(statements.insertFromStage(stage, ordered));
    }
    return turn;
  }

  private PendingBatch.Turn awaitTurn() throws InterruptedException {
    if (turnCame) {
      return PendingBatch.Turn.COME;
    }
    PendingBatch.Turn turn = pending.awaitTurn(turnPatienceMillis);
    turnCame = turn == PendingBatch.Turn.COME;
    return turn;
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
