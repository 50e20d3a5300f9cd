package io.cqdestination.postgres.write;

import io.cqdestination.postgres.failure.SqlStates;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Writes with COPY: straight into the table, or through a temporary table where rows with the same
 * keys may be there.
 */
final class PostgresBatchTransaction extends BatchTransaction {
  private static final String INVALID_PARAMETER = "22023";

  private final boolean append;
  private final boolean straight;
  private final boolean ordered;
  private long transactionId;
  private int stages;

  PostgresBatchTransaction(PendingBatch pending, Connection connection, Limits limits) {
    super(pending, connection, limits);
    this.append = pending.batch().segments().stream().anyMatch(segment -> !segment.plan().hasKey());
    this.straight = pending.table().isStraight();
    this.ordered = pending.table().isOrdering();
  }

  /** In one round trip with BEGIN: a limit for locks, and for appends the transaction's number. */
  @Override
  void begin() throws SQLException {
    String query =
        "SELECT set_config('lock_timeout', ?, true)" + (append ? ", txid_current()" : "");
    try (PreparedStatement statement = connection().prepareStatement(query)) {
      statement.setString(1, Math.max(1, limits().lock().toMillis()) + "ms");
      try (ResultSet answer = statement.executeQuery()) {
        answer.next();
        if (append) {
          transactionId = answer.getLong(2);
        }
      }
    }
  }

  @Override
  PendingBatch.Turn write(BatchSegment segment) throws SQLException, InterruptedException {
    WriteStatements statements = segment.plan().statements();
    if (segment.plan().sameTypes() && (!segment.plan().hasKey() || straight)) {
      CopyStream.send(connection(), statements.copyIntoTable(), segment.rows());
      return PendingBatch.Turn.COME;
    }
    String stage = "pg_temp.cq_stage_" + ++stages;
    execute(statements.createStage(stage, ordered));
    CopyStream.send(connection(), statements.copyIntoStage(stage), segment.rows());
    PendingBatch.Turn turn = awaitTurn();
    if (turn == PendingBatch.Turn.COME) {
      execute(statements.insertFromStage(stage, ordered));
    }
    return turn;
  }

  @Override
  boolean isRepeatable() {
    return !append;
  }

  /** Asks for the status of the transaction's number (txid_status, PostgreSQL 10 and later). */
  @Override
  CommitOutcome outcome(Connection other) throws SQLException {
    try (PreparedStatement statement = other.prepareStatement("SELECT txid_status(?)")) {
      statement.setLong(1, transactionId);
      try (ResultSet answer = statement.executeQuery()) {
        answer.next();
        return switch (answer.getString(1)) {
          case "committed" -> new CommitOutcome.Committed();
          case "aborted" -> new CommitOutcome.Aborted();
          case "in progress" -> new CommitOutcome.InProgress();
          case null, default ->
              new CommitOutcome.Unknown("the server no longer knows whether it happened");
        };
      }
    } catch (SQLException failure) {
      // A server that was set back, such as a promoted standby, has not given the number out yet.
      if (INVALID_PARAMETER.equals(failure.getSQLState())) {
        return new CommitOutcome.Aborted();
      }
      throw failure;
    }
  }

  @Override
  boolean writeOtherwise(SQLException failure) {
    if (pending().batch().segments().stream().noneMatch(segment -> segment.plan().hasKey())) {
      return false;
    }
    if (SqlStates.is(failure, SqlStates.UNIQUE_VIOLATION) && straight) {
      pending().table().stage();
      return true;
    }
    if (SqlStates.is(failure, SqlStates.CARDINALITY_VIOLATION) && !ordered) {
      pending().table().order();
      return true;
    }
    return false;
  }
}
