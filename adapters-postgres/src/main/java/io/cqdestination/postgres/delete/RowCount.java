package io.cqdestination.postgres.delete;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Runs deletions and tells how many rows they took. Thread-safe. */
final class RowCount {
  private RowCount() {}

  static int deleted(PreparedStatement statement) throws SQLException {
    if (!statement.execute()) {
      return statement.getUpdateCount();
    }
    try (ResultSet answer = statement.getResultSet()) {
      answer.next();
      return answer.getInt(1);
    }
  }
}
