package io.cqdestination.postgres.connection;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Sees whether a database can be used: opens a connection, looks for a schema, closes it. */
public final class ConnectionTest {
  private static final int ANSWER_LIMIT_MILLIS = 30_000;
  private static final Executor SAME_THREAD = Runnable::run;

  private ConnectionTest() {}

  /** What stands in the way, or empty when nothing does. */
  public static Optional<ConnectionFailure> run(ConnectionSource source) {
    return opening(source, ConnectionTest::withoutSchema);
  }

  /** As {@link #run}, for whom the search path does not matter. */
  public static Optional<ConnectionFailure> connect(ConnectionSource source) {
    return opening(source, _ -> Optional.empty());
  }

  /** Looks for more that is in the way. */
  @FunctionalInterface
  private interface Look {
    Optional<ConnectionFailure> at(Connection connection) throws SQLException;
  }

  private static Optional<ConnectionFailure> opening(ConnectionSource source, Look look) {
    try (Connection connection = source.connect()) {
      connection.setNetworkTimeout(SAME_THREAD, ANSWER_LIMIT_MILLIS);
      return look.at(connection);
    } catch (SQLException e) {
      return Optional.of(ConnectionFailure.of(e));
    }
  }

  private static Optional<ConnectionFailure> withoutSchema(Connection connection)
      throws SQLException {
    if (ask(connection, "SELECT current_schema()").isPresent()) {
      return Optional.empty();
    }
    String searchPath = ask(connection, "SHOW search_path").orElse("");
    return Optional.of(
        new ConnectionFailure(
            ConnectionFailureCode.UNKNOWN_SCHEMA,
            "no schema of the search_path exists that the user may use: " + searchPath));
  }

  private static Optional<String> ask(Connection connection, String question) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(question)) {
      return result.next() ? Optional.ofNullable(result.getString(1)) : Optional.empty();
    }
  }
}
