package io.cqdestination.postgres.write;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What became of a transaction whose COMMIT got no answer. */
enum CommitOutcome {
  COMMITTED,
  ABORTED,
  /** Its backend has not noticed yet that the connection is gone. */
  IN_PROGRESS,
  /** So old that the server has forgotten. */
  UNKNOWN;

  private static final String INVALID_PARAMETER = "22023";

  /**
   * Asks the server (txid_status, PostgreSQL 10 and later).
   *
   * @param transactionId what txid_current() said inside the transaction
   */
  static CommitOutcome ask(Connection connection, long transactionId) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("SELECT txid_status(?)")) {
      statement.setLong(1, transactionId);
      try (ResultSet answer = statement.executeQuery()) {
        answer.next();
        return switch (answer.getString(1)) {
          case "committed" -> COMMITTED;
          case "aborted" -> ABORTED;
          case "in progress" -> IN_PROGRESS;
          case null, default -> UNKNOWN;
        };
      }
    } catch (SQLException failure) {
      // A server that was set back, such as a promoted standby, has not given the number out yet.
      if (INVALID_PARAMETER.equals(failure.getSQLState())) {
        return ABORTED;
      }
      throw failure;
    }
  }
}
