package io.cqdestination.postgres.write;

import io.cqdestination.core.text.ByteSink;
import io.cqdestination.postgres.copy.EncodedRows;
import io.cqdestination.postgres.copy.RowBuffer;
import io.cqdestination.postgres.logging.LoggedCopy;
import io.cqdestination.postgres.text.ValueForm;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Sends encoded rows with COPY FROM STDIN in text format. A message ends with a row, as some
 * versions of CockroachDB want, and stays far below the longest that it takes. Thread-safe.
 */
final class TextCopy {
  private static final int MESSAGE_BYTES = 64 << 10;

  private TextCopy() {}

  static void send(Connection connection, String statement, List<ValueForm> forms, RowBuffer rows)
      throws SQLException {
    LoggedCopy.send(
        connection,
        statement,
        sink -> {
          TextRows lines = new TextRows(forms);
          ByteSink message = new ByteSink();
          EncodedRows.<SQLException>forEach(
              rows,
              (row, firstField, _) -> {
                lines.append(row, firstField, message);
                if (message.length() >= MESSAGE_BYTES) {
                  write(sink, message);
                }
              });
          write(sink, message);
        });
  }

  private static void write(LoggedCopy.Sink sink, ByteSink message) throws SQLException {
    byte[] bytes = message.toByteArray();
    message.clear();
    sink.write(bytes, 0, bytes.length);
  }
}
