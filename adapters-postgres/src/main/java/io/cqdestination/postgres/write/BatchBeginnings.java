package io.cqdestination.postgres.write;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * How beginnings of a batch are written, in a transaction that will be rolled back, to find the row
 * that the database refuses. Used by one thread.
 */
interface BatchBeginnings {

  /**
   * Begins a transaction.
   *
   * @param limit how long each of its statements may take
   */
  void begin(Connection connection, Duration limit) throws SQLException;

  /** Writes the first rows of a segment. */
  void write(Connection connection, BatchSegment segment, long rows) throws SQLException;

  /** Checks what would be checked at COMMIT only. */
  void check(Connection connection) throws SQLException;
}
