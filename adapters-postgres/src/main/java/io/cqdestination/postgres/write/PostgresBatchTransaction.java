package io.cqdestination.postgres.write;

import io.cqdestination.postgres.failure.SqlStates;
import io.cqdestination.postgres.logging.ExpectedFailures;
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

  /** The view shows the lower half of the number. */
  private static final String END_SESSION =
      """
      SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity
        WHERE backend_xid = CAST(CAST(CAST(? AS bigint) % 4294967296 AS text) AS xid)
        AND datname = current_database() AND usename = session_user\
      """;

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
      insert(() -> CopyStream.send(connection(), statements.copyIntoTable(), segment.rows()));
      return PendingBatch.Turn.COME;
    }
    String stage = "pg_temp.cq_stage_" + ++stages;
    execute(StageDefinition.of(connection(), statements, ordered).create(stage));
    CopyStream.send(connection(), statements.copyIntoStage(stage), segment.rows());
    PendingBatch.Turn turn = pending().mayMeetEarlierRows() ? awaitTurn() : PendingBatch.Turn.COME;
    if (turn == PendingBatch.Turn.COME) {
      insert(() -> execute(statements.insertFromStage(stage, ordered)));
    }
    return turn;
  }

  @Override
  BatchBeginnings beginnings() {
    return new PostgresBeginnings(pending());
  }

  @Override
  boolean isRepeatable() {
    return !append;
  }

  /**
   * Asks for the status of the transaction's number (txid_status, PostgreSQL 10 and later). Where
   * it is still open, its session is ended: nobody is at the other end any more, and the server may
   * not notice for hours.
   */
  @Override
  CommitOutcome outcome(Connection other) throws SQLException {
    try (PreparedStatement statement = other.prepareStatement("SELECT txid_status(?)")) {
      statement.setLong(1, transactionId);
      try (ResultSet answer =
          ExpectedFailures.during(
              statement::executeQuery, PostgresBatchTransaction::isNotGivenOutYet)) {
        answer.next();
        return switch (answer.getString(1)) {
          case "committed" -> new CommitOutcome.Committed();
          case "aborted" -> new CommitOutcome.Aborted();
          case "in progress" -> endSession(other);
          case null, default ->
              new CommitOutcome.Unknown("the server no longer knows whether it happened");
        };
      }
    } catch (SQLException failure) {
      // A server that was set back, such as a promoted standby, has not given the number out yet.
      if (isNotGivenOutYet(failure)) {
        return new CommitOutcome.Aborted();
      }
      throw failure;
    }
  }

  private static boolean isNotGivenOutYet(SQLException failure) {
    return SqlStates.is(failure, INVALID_PARAMETER);
  }

  /** Statements that bring rows into the table. */
  @FunctionalInterface
  private interface Insertion {
    void run() throws SQLException;
  }

  private void insert(Insertion insertion) throws SQLException {
    ExpectedFailures.during(
        () -> {
          insertion.run();
          return insertion;
        },
        failure -> meetsRows(failure) || repeatsKeys(failure));
  }

  private CommitOutcome endSession(Connection other) throws SQLException {
    try (PreparedStatement statement = other.prepareStatement(END_SESSION)) {
      statement.setLong(1, transactionId);
      statement.execute();
    }
    return new CommitOutcome.InProgress();
  }

  @Override
  boolean writeOtherwise(SQLException failure) {
    if (meetsRows(failure)) {
      pending().table().stage();
      return true;
    }
    if (repeatsKeys(failure)) {
      pending().table().order();
      return true;
    }
    return false;
  }

  private boolean meetsRows(SQLException failure) {
    return straight && hasKey() && SqlStates.is(failure, SqlStates.UNIQUE_VIOLATION);
  }

  private boolean repeatsKeys(SQLException failure) {
    return !ordered && hasKey() && SqlStates.is(failure, SqlStates.CARDINALITY_VIOLATION);
  }

  private boolean hasKey() {
    return pending().batch().segments().stream().anyMatch(segment -> segment.plan().hasKey());
  }
}
