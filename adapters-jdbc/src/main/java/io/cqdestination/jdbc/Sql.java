package io.cqdestination.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** How statements are run. Thread-safe. */
public final class Sql {
  private Sql() {}

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
