package io.cqdestination.postgres.connection;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Short ways to connect in tests, in surroundings that have nothing of this machine. */
final class Connecting {
  private static final Duration SILENCE_LIMIT = Duration.ofSeconds(30);

  private Connecting() {}

  static ConnectionSettings settings(String connectionString) {
    return ConnectionSettings.parse(connectionString, surroundings());
  }

  static ClientEnvironment surroundings(Path... socketFolders) {
    return new ClientEnvironment(
        Map.of(), Optional.empty(), Optional.of("nobody-here"), List.of(socketFolders));
  }

  static ConnectionOpener opener(String connectionString) {
    return opener(settings(connectionString));
  }

  static ConnectionOpener opener(ConnectionSettings settings) {
    return opener(settings, ConnectionSettings::passwordOf);
  }

  static ConnectionOpener opener(ConnectionSettings settings, PasswordSource passwords) {
    return new ConnectionOpener(settings, passwords, SILENCE_LIMIT);
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
