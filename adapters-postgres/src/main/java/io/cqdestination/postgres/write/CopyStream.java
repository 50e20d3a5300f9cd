package io.cqdestination.postgres.write;

import io.cqdestination.postgres.copy.RowBuffer;
import io.cqdestination.postgres.logging.LoggedConnections;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.copy.CopyIn;

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
    CopyIn copy = LoggedConnections.copyApi(connection).copyIn(statement);
    try {
      copy.writeToCopy(HEADER, 0, HEADER.length);
      rows.forEach(copy::writeToCopy);
      copy.writeToCopy(TRAILER, 0, TRAILER.length);
      copy.endCopy();
    } catch (SQLException failure) {
      cancel(copy, failure);
      throw failure;
    }
  }

  /** Gives up a COPY that failed. */
  static void cancel(CopyIn copy, SQLException failure) {
    try {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    } catch (SQLException second) {
      failure.addSuppressed(second);
    }
  }
}
