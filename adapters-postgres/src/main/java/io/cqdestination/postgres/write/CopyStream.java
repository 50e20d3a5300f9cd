package io.cqdestination.postgres.write;

import io.cqdestination.postgres.copy.RowBuffer;
import io.cqdestination.postgres.logging.LoggedCopy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;

/** Sends encoded rows with COPY FROM STDIN. Thread-safe. */
public final class CopyStream {
  /**
   * Signature, flags and the length of a header extension, none of which is set (COPY, "File
   * Header").
   */
  private static final byte[] HEADER =
      "PGCOPY\n\u00ff\r\n\0\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);

  private static final byte[] TRAILER = {-1, -1};

  /** Rows that were encoded before. */
  @FunctionalInterface
  interface Rows {
    void forEach(RowBuffer.Sink<SQLException> sink) throws SQLException;
  }

  private CopyStream() {}

  /**
   * Sends all rows.
   *
   * @param statement COPY … FROM STDIN (FORMAT binary)
   */
  public static void send(Connection connection, String statement, RowBuffer rows)
      throws SQLException {
    send(connection, statement, (Rows) rows::forEach);
  }

  static void send(Connection connection, String statement, Rows rows) throws SQLException {
    LoggedCopy.send(
        connection,
        statement,
        sink -> {
          sink.write(HEADER, 0, HEADER.length);
          rows.forEach(sink::write);
          sink.write(TRAILER, 0, TRAILER.length);
        });
  }
}
