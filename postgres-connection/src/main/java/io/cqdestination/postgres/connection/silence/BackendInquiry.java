package io.cqdestination.postgres.connection.silence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.PGConnection;

/**
 * Asks a server, over another connection, about one of our sessions. Thread-safe.
 *
 * <p>A backend that waits for its client, or is idle on the way there, is not at work: the client
 * waits too, so bytes were lost. Behind a pooler the session's process number means nothing; then
 * any session of ours counts that has been at work for as long. CockroachDB shows no backends but
 * statements; a COPY, which mostly waits for its client, does not count there. Sources:
 * PostgreSQL's documentation of pg_stat_activity, CockroachDB's of SHOW STATEMENTS.
 */
final class BackendInquiry {
  private static final String AT_WORK =
      "state NOT LIKE 'idle%' AND wait_event_type IS DISTINCT FROM 'Client'";

  private static final String BACKEND =
      """
      SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_stat_activity WHERE pid = ? AND %s)\
      """
          .formatted(AT_WORK);

  private static final String ANY_BACKEND =
      """
      SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_stat_activity
        WHERE usename = session_user AND datname = current_database()
        AND application_name = current_setting('application_name')
        AND query_start <= clock_timestamp() - ? * interval '1 second' AND %s)\
      """
          .formatted(AT_WORK);

  private static final String ANY_STATEMENT =
      """
      SELECT count(*) > 0 FROM [SHOW CLUSTER QUERIES]
        WHERE user_name = current_user AND application_name = current_setting('application_name')
        AND start <= now() - ? * INTERVAL '1 second' AND query NOT LIKE 'COPY %'\
      """;

  /** The process number is used again some day: the backend has to be as old as our session. */
  private static final String TERMINATE =
      """
      SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity
        WHERE pid = ? AND usename = session_user AND datname = current_database()
        AND backend_start <= clock_timestamp() - ? * interval '1 second'\
      """;

  private static final double CLOCK_DRIFT_SECONDS = 1;

  private final int processNumber;
  private final long openedAtNanos;

  /**
   * @param processNumber what the server, or a pooler, said when the session was opened
   */
  BackendInquiry(int processNumber) {
    this.processNumber = processNumber;
    this.openedAtNanos = System.nanoTime();
  }

  /**
   * Whether the server is busy with what the session asked of it.
   *
   * @param silence how long nothing was heard of it
   */
  boolean isAtWork(Connection connection, Duration silence) throws SQLException {
    if (isCockroach(connection)) {
      return ask(connection, ANY_STATEMENT, seconds(silence.dividedBy(2)));
    }
    return isDirect(connection)
        ? ask(connection, BACKEND, processNumber)
        : ask(connection, ANY_BACKEND, seconds(silence.dividedBy(2)));
  }

  /**
   * Ends the session on the server, whose transaction may hold locks for hours otherwise; does
   * nothing where it cannot be told from others.
   */
  void terminate(Connection connection) throws SQLException {
    if (isCockroach(connection) || !isDirect(connection)) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(TERMINATE)) {
      statement.setInt(1, processNumber);
      double age = seconds(Duration.ofNanos(System.nanoTime() - openedAtNanos));
      statement.setDouble(2, Math.max(0, age - CLOCK_DRIFT_SECONDS));
      statement.execute();
    }
  }

  private static boolean isCockroach(Connection connection) throws SQLException {
    return value(connection, "SELECT version()").contains("CockroachDB");
  }

  /** Whether the process that answers is the one that the connection was opened to. */
  private static boolean isDirect(Connection connection) throws SQLException {
    int told = connection.unwrap(PGConnection.class).getBackendPID();
    return value(connection, "SELECT pg_catalog.pg_backend_pid()").equals(Integer.toString(told));
  }

  private static String value(Connection connection, String question) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(question);
        ResultSet answer = statement.executeQuery()) {
      answer.next();
      return String.valueOf(answer.getString(1));
    }
  }

  private static boolean ask(Connection connection, String question, Object parameter)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(question)) {
      statement.setObject(1, parameter);
      try (ResultSet answer = statement.executeQuery()) {
        return answer.next() && answer.getBoolean(1);
      }
    }
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
