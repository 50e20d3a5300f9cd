package io.cqdestination.postgres.write;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * How prefixes of a batch are written, in a transaction that will be rolled back, to find the row
 * that the database refuses. Used by one thread.
 */
interface PrefixWriter {

  /**
   * Begins a transaction.
   *
   * @param limit how long each of its statements may take
   */
  void begin(Connection connection, Duration limit) throws SQLException;

  /** Writes the first rows of a segment. */
  void write(Connection connection, BatchSegment segment, long rows) throws SQLException;

  /**
   * Writes one row of a segment without the value of one of its columns.
   *
   * @param number of the row, from 0
   * @param column from 0; none of the keys; empty to write all of them
   */
  default void writeOne(
      Connection connection, BatchSegment segment, long number, OptionalInt column)
      throws SQLException {
    insert().runOne(connection, segment, number, column);
  }

  /** The way of writing that works for every table. */
  ArrayInsert insert();

  /** Checks what would be checked at COMMIT only. */
  void check(Connection connection) throws SQLException;
}
