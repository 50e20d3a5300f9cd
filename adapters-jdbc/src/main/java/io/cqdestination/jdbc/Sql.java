package io.cqdestination.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Parts of statements, and how they are run. Thread-safe. */
public final class Sql {
  private Sql() {}

  /** A name as an identifier, whatever it holds. */
  public static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** Identifiers with commas between them. */
  public static String quoted(Collection<String> names) {
    return names.stream().map(Sql::quoted).collect(Collectors.joining(", "));
  }

  /** Runs a statement that gives no rows. */
  public static void execute(Connection session, String sql) throws SQLException {
    execute(session, sql, List.of());
  }

  /**
   * Runs a statement that gives no rows.
   *
   * @param values of its question marks
   */
  public static void execute(Connection session, String sql, Collection<?> values)
      throws SQLException {
    try (PreparedStatement statement = session.prepareStatement(sql)) {
      set(statement, values);
      statement.execute();
    }
  }

  static void set(PreparedStatement statement, Collection<?> values) throws SQLException {
    int position = 1;
    for (Object value : values) {
      statement.setObject(position++, value);
    }
  }
}
