package io.cqdestination.postgres.connection;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Short ways to connect in tests, in surroundings that have nothing of this machine. */
final class Connecting {
  private Connecting() {}

  static ConnectionSettings settings(String connectionString) {
    return ConnectionSettings.parse(connectionString, surroundings());
  }

  static ClientEnvironment surroundings(Path... socketFolders) {
    return new ClientEnvironment(
        Map.of(), Optional.empty(), Optional.of("nobody-here"), List.of(socketFolders));
  }

  static ConnectionOpener opener(String connectionString) {
    return new ConnectionOpener(settings(connectionString));
  }

  static Connection connect(String connectionString) throws SQLException {
    return opener(connectionString).connect();
  }

  /** The only value a query on a new connection answers with. */
  static String ask(String connectionString, String question) throws SQLException {
    try (Connection connection = connect(connectionString)) {
      return ask(connection, question);
    }
  }

  static String ask(Connection connection, String question) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(question)) {
      if (!result.next()) {
        throw new AssertionError("no row from " + question);
      }
      return Objects.requireNonNull(result.getString(1));
    }
  }
}
