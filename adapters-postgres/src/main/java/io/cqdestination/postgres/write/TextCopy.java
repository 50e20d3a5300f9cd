package io.cqdestination.postgres.write;

import io.cqdestination.core.text.ByteSink;
import io.cqdestination.postgres.copy.EncodedRows;
import io.cqdestination.postgres.copy.RowBuffer;
import io.cqdestination.postgres.logging.LoggedConnections;
import io.cqdestination.postgres.text.ValueForm;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.copy.CopyIn;

/**
 * Sends encoded rows with COPY FROM STDIN in text format. A message ends with a row, as some
 * versions of CockroachDB want, and stays far below the longest that it takes. Thread-safe.
 */
final class TextCopy {
  private static final int MESSAGE_BYTES = 64 << 10;

  private TextCopy() {}

  static void send(Connection connection, String statement, List<ValueForm> forms, RowBuffer rows)
      throws SQLException {
    CopyIn copy = LoggedConnections.copyApi(connection).copyIn(statement);
    try {
      TextRows lines = new TextRows(forms);
      ByteSink message = new ByteSink();
      EncodedRows.<SQLException>forEach(
          rows,
          (row, firstField, _) -> {
            lines.append(row, firstField, message);
            if (message.length() >= MESSAGE_BYTES) {
              write(copy, message);
            }
          });
      write(copy, message);
      copy.endCopy();
    } catch (SQLException failure) {
      CopyStream.cancel(copy, failure);
      throw failure;
    }
  }

  private static void write(CopyIn copy, ByteSink message) throws SQLException {
    byte[] bytes = message.toByteArray();
    message.clear();
    copy.writeToCopy(bytes, 0, bytes.length);
  }
}
