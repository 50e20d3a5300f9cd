package io.cqdestination.postgres.pool;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Who a connection is for the server. */
final class PooledSessions {
  private PooledSessions() {}

  /** The id of the server's process. */
  static String processId(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery("SELECT pg_backend_pid()")) {
      answer.next();
      return answer.getString(1);
    }
  }
}
