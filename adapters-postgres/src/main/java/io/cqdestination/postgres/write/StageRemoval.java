package io.cqdestination.postgres.write;

import io.cqdestination.postgres.failure.ServerWords;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes stages, their own one by its stream, that of a dead stream by the next one: who gets its
 * lock knows that nobody needs it. Pure, over connections in autocommit mode.
 */
final class StageRemoval {
  private static final Logger log = LoggerFactory.getLogger(StageRemoval.class);

  /** A transaction holds several locks for each, and the server has room for 6,400 by default. */
  static final int TABLES_AT_ONCE = 100;

  private static final String OTHERS =
      """
      SELECT nspname FROM pg_catalog.pg_namespace
      WHERE nspname ~ ? AND nspname <> ? AND pg_catalog.pg_has_role(nspowner, 'USAGE')\
      """;

  private static final String TABLES =
      """
      SELECT pg_catalog.format('%I.%I', nspname, relname) FROM pg_catalog.pg_class
      JOIN pg_catalog.pg_namespace ON pg_namespace.oid = relnamespace
      WHERE nspname = ? AND relkind = 'r'\
      """;

  private StageRemoval() {}

  /**
   * Removes the stages of dead streams; what cannot be removed is left to the next stream.
   *
   * @param own not touched
   */
  static void removeDead(Connection connection, StageSchema own) {
    try {
      for (String name : names(connection, OTHERS, StageSchema.PATTERN, own.name())) {
        removeIfDead(connection, StageSchema.of(name));
      }
    } catch (SQLException failure) {
      log.warn(
          "what streams that are over have left cannot be removed: {}", ServerWords.of(failure));
    }
  }

  private static void removeIfDead(Connection connection, StageSchema schema) throws SQLException {
    if (!isGranted(connection, "SELECT pg_catalog.pg_try_advisory_lock(?)", schema)) {
      return;
    }
    try {
      remove(connection, schema);
      log.info("removed {}, which a stream that did not end well has left", schema.name());
    } finally {
      boolean _ = isGranted(connection, "SELECT pg_catalog.pg_advisory_unlock(?)", schema);
    }
  }

  private static boolean isGranted(Connection connection, String sql, StageSchema schema)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, schema.key());
      try (ResultSet answer = statement.executeQuery()) {
        answer.next();
        return answer.getBoolean(1);
      }
    }
  }

  /** Removes a stage, if it is there. */
  static void remove(Connection connection, StageSchema schema) throws SQLException {
    removeTables(connection, names(connection, TABLES, schema.name()));
    try (Statement statement = connection.createStatement()) {
      statement.execute("DROP SCHEMA IF EXISTS \"%s\" CASCADE".formatted(schema.name()));
    }
  }

  /**
   * Removes tables of a stage, some at a time.
   *
   * @param tables qualified, quoted names; those that are not there do not matter
   */
  static void removeTables(Connection connection, List<String> tables) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (int from = 0; from < tables.size(); from += TABLES_AT_ONCE) {
        List<String> some = tables.subList(from, Math.min(tables.size(), from + TABLES_AT_ONCE));
        statement.execute("DROP TABLE IF EXISTS " + String.join(", ", some));
      }
    }
  }

  private static List<String> names(Connection connection, String sql, String... values)
      throws SQLException {
    List<String> names = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          names.add(rows.getString(1));
        }
      }
    }
    return names;
  }
}
