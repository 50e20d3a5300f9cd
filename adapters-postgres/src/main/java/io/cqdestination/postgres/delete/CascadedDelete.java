package io.cqdestination.postgres.delete;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * One DELETE.
 *
 * @param values the statement's parameters, as text
 */
record CascadedDelete(String sql, List<String> values) {

  /** Runs it and counts the rows. */
  int run(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.size(); i++) {
        statement.setString(i + 1, values.get(i));
      }
      return RowCount.deleted(statement);
    }
  }
}
