package io.cqdestination.postgres.write;

import io.cqdestination.core.retry.CommitOutcome;
import io.cqdestination.postgres.dialect.Dialect;
import io.cqdestination.postgres.failure.SqlStates;
import io.cqdestination.postgres.logging.ExpectedFailures;
import io.cqdestination.postgres.statement.StatementPipeline;
import io.cqdestination.postgres.statement.StatementPipeline.Parameter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** The transaction's number, where it is needed: where rows are added that must not come twice. */
final class PostgresTransactionIdentity implements TransactionIdentity {
  private static final String INVALID_PARAMETER = "22023";

  /** The view shows the lower half of the number. */
  private static final String END_SESSION =
      """
      SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity
        WHERE backend_xid = CAST(CAST(CAST(? AS bigint) % 4294967296 AS text) AS xid)
        AND datname = current_database() AND usename = session_user\
      """;

  /** Arrays may come as text, where a database or role may take NULL for a word. */
  private static final String SETTINGS =
      "SELECT %s, set_config('lock_timeout', ?, true), set_config('array_nulls', 'on', true)";

  private final String number;
  private final LongConsumer begun;
  private final Evidence evidence;
  private long transactionId;
  private long begunNanos;

  /** What the rows in the tables tell of the transaction. */
  @FunctionalInterface
  private interface Evidence {
    CommitOutcome look(Connection other) throws SQLException;
  }

  private PostgresTransactionIdentity(String number, LongConsumer begun, Evidence evidence) {
    this.number = number;
    this.begun = begun;
    this.evidence = evidence;
  }

  /** Of a transaction that may be repeated, as all its rows have keys. */
  static PostgresTransactionIdentity ofUpserts() {
    return new PostgresTransactionIdentity("0", _ -> {}, _ -> unknown());
  }

  /** Of one that leaves no rows behind by which it could be told. */
  static PostgresTransactionIdentity ofPublication() {
    return new PostgresTransactionIdentity("txid_current()", _ -> {}, _ -> unknown());
  }

  /** Of a group of small batches, rows without a key among them. */
  static PostgresTransactionIdentity ofGroup(List<BatchSegment> segments, Dialect dialect) {
    return new PostgresTransactionIdentity(
        "txid_current()", _ -> {}, other -> CommittedRows.outcome(other, segments, dialect));
  }

  /** Of one batch; behind that of rows without a key, others of its table may come. */
  static PostgresTransactionIdentity of(PendingBatch pending, Dialect dialect) {
    return pending.isAppend()
        ? new PostgresTransactionIdentity(
            "txid_current(), " + CommitOrder.lock(),
            pending::runsAs,
            other -> CommittedRows.outcome(other, pending.batch().segments(), dialect))
        : ofUpserts();
  }

  private static CommitOutcome unknown() {
    return new CommitOutcome.Unknown("the server has lost transactions, perhaps this one");
  }

  @Override
  public void begin(StatementPipeline pipeline, Duration lockLimit) {
    begunNanos = System.nanoTime();
    pipeline.add(
        SETTINGS.formatted(number),
        List.of(Parameter.text(Math.max(1, lockLimit.toMillis()) + "ms")),
        answer -> {
          transactionId = answer;
          begun.accept(answer);
        });
  }

  /**
   * Asks for the status of the transaction's number (txid_status, PostgreSQL 10 and later). Where
   * it is still open, its session is ended: nobody is at the other end any more, and the server may
   * not notice for hours.
   *
   * <p>A server that crashed may have given the number to another transaction, of whose COMMIT it
   * then tells: there the rows are looked for.
   */
  @Override
  public CommitOutcome outcome(Connection other) throws SQLException {
    return switch (status(other)) {
      case "committed" ->
          numberIsOurs(other) ? new CommitOutcome.Committed() : evidence.look(other);
      case "aborted" -> new CommitOutcome.Aborted();
      case "in progress" -> endSession(other);
      case null, default ->
          new CommitOutcome.Unknown("the server no longer knows whether it happened");
    };
  }

  /** In the server's words; null where it has forgotten. */
  private @Nullable String status(Connection other) throws SQLException {
    try (PreparedStatement statement = other.prepareStatement("SELECT txid_status(?)")) {
      statement.setLong(1, transactionId);
      try (ResultSet answer =
          ExpectedFailures.during(
              statement::executeQuery, PostgresTransactionIdentity::isNotGivenOutYet)) {
        answer.next();
        return answer.getString(1);
      }
    } catch (SQLException failure) {
      // A server that was set back, such as a promoted standby, has not given the number out yet.
      if (isNotGivenOutYet(failure)) {
        return "aborted";
      }
      throw failure;
    }
  }

  private boolean numberIsOurs(Connection other) throws SQLException {
    return !ServerCrash.isPossibleWithin(Duration.ofNanos(System.nanoTime() - begunNanos), other);
  }

  private static boolean isNotGivenOutYet(SQLException failure) {
    return SqlStates.is(failure, INVALID_PARAMETER);
  }

  private CommitOutcome endSession(Connection other) throws SQLException {
    try (PreparedStatement statement = other.prepareStatement(END_SESSION)) {
      statement.setLong(1, transactionId);
      statement.execute();
    }
    return new CommitOutcome.InProgress();
  }
}
