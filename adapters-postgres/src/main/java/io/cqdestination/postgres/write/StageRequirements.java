package io.cqdestination.postgres.write;

import io.cqdestination.postgres.connection.ConnectionSource;
import io.cqdestination.postgres.dialect.CockroachDialect;
import io.cqdestination.postgres.dialect.Dialect;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What a database has to offer for rows to be kept back until they are published. Pure. */
public final class StageRequirements {
  /** Questions after which sessions that are shared have very likely changed. */
  private static final int QUESTIONS = 3;

  private StageRequirements() {}

  /**
   * Why rows cannot be kept back; empty where they can.
   *
   * @param sessions opens sessions beside those of the pool
   */
  public static Optional<String> unmet(ConnectionSource sessions, Dialect dialect)
      throws SQLException {
    if (dialect instanceof CockroachDialect) {
      return Optional.of(
          "it is not for CockroachDB, which is not made for transactions as large as a sync");
    }
    try (Connection one = sessions.connect();
        Connection other = sessions.connect()) {
      if (!mayMakeSchemas(one)) {
        return Optional.of(
            "it takes the right to make schemas: GRANT CREATE ON DATABASE … TO the role");
      }
      return areShared(one, other)
          ? Optional.of(
              "the connection leads to a pooler that gives each transaction another session, where nobody can tell that a stream lives: connect to the server itself, or to a pool of the mode session")
          : Optional.empty();
    }
  }

  private static boolean mayMakeSchemas(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer =
            statement.executeQuery(
                "SELECT pg_catalog.has_database_privilege(current_database(), 'CREATE')")) {
      answer.next();
      return answer.getBoolean(1);
    }
  }

  /** Connections of one's own keep their session, each another one. */
  private static boolean areShared(Connection one, Connection other) throws SQLException {
    Set<Integer> sessions = new HashSet<>();
    Set<Integer> others = new HashSet<>();
    for (int i = 0; i < QUESTIONS; i++) {
      sessions.add(session(one));
      others.add(session(other));
    }
    return sessions.size() > 1 || others.size() > 1 || sessions.equals(others);
  }

  private static int session(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery("SELECT pg_catalog.pg_backend_pid()")) {
      answer.next();
      return answer.getInt(1);
    }
  }
}
