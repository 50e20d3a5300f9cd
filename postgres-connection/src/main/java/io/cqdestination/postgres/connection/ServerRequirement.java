package io.cqdestination.postgres.connection;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** What an open session has to show before its server is accepted. */
enum ServerRequirement {
  NONE("", "", ""),
  READ_WRITE("SHOW transaction_read_only", "off", "is read-only"),
  READ_ONLY("SHOW transaction_read_only", "on", "is not read-only"),
  PRIMARY("SELECT pg_is_in_recovery()", "f", "is a standby"),
  STANDBY("SELECT pg_is_in_recovery()", "t", "is not a standby");

  private final String question;
  private final String answer;
  private final String otherwise;

  ServerRequirement(String question, String answer, String otherwise) {
    this.question = question;
    this.answer = answer;
    this.otherwise = otherwise;
  }

  /** The rounds over all hosts: a preference becomes a requirement, then none. */
  static List<ServerRequirement> rounds(TargetSessionAttributes attributes) {
    return switch (attributes) {
      case ANY -> List.of(NONE);
      case READ_WRITE -> List.of(READ_WRITE);
      case READ_ONLY -> List.of(READ_ONLY);
      case PRIMARY -> List.of(PRIMARY);
      case STANDBY -> List.of(STANDBY);
      case PREFER_STANDBY -> List.of(STANDBY, NONE);
    };
  }

  /**
   * @throws SQLException when the session's server is another, or cannot say
   */
  void check(Connection connection, Endpoint endpoint) throws SQLException {
    if (question.isEmpty()) {
      return;
    }
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(question)) {
      if (!result.next() || !answer.equals(result.getString(1))) {
        throw new SQLException(
            endpoint + " " + otherwise + ", which target_session_attrs rules out",
            AttemptFailure.REJECTED);
      }
    }
  }
}
