package io.cqdestination.jdbc;

import io.cqdestination.core.record.ColumnView;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.value.JavaValue;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;

/** Adds each row by a statement of its own. */
record OneByOne(Dialect dialect) implements BulkLoader {

  @Override
  public void load(Connection session, String table, boolean temporary, List<RecordBatch> records)
      throws SQLException {
    int width = records.getFirst().columns().size();
    String places = String.join(", ", Collections.nCopies(width, "?"));
    try (PreparedStatement statement =
        session.prepareStatement(
            "INSERT INTO %s VALUES (%s)".formatted(dialect.quoted(table), places))) {
      for (RecordBatch record : records) {
        for (int row = 0; row < record.rowCount(); row++) {
          int position = 1;
          for (ColumnView column : record.columns()) {
            statement.setObject(position++, JavaValue.of(column, row));
          }
          statement.executeUpdate();
        }
      }
    }
  }
}
