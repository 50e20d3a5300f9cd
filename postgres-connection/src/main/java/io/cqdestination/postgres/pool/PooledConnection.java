package io.cqdestination.postgres.pool;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection and its times. Used by one borrower at a time. */
final class PooledConnection {
  private static final Logger log = LoggerFactory.getLogger(PooledConnection.class);

  private final ConnectionPool pool;
  private final Connection connection;
  private final long openedAtNanos = System.nanoTime();
  private long returnedAtNanos = openedAtNanos;

  PooledConnection(ConnectionPool pool, Connection connection) {
    this.pool = pool;
    this.connection = connection;
  }

  /** The connection for one borrower; closing it gives it back. */
  Connection lend() {
    return new LentConnection(connection, () -> pool.giveBack(this));
  }

  boolean isOlderThan(Duration age) {
    return System.nanoTime() - openedAtNanos > age.toNanos();
  }

  boolean isIdleFor(long nanos) {
    return System.nanoTime() - returnedAtNanos > nanos;
  }

  boolean answers(int seconds) {
    try {
      return connection.isValid(seconds);
    } catch (SQLException failure) {
      log.debug("an idle connection has died", failure);
      return false;
    }
  }

  /** Ends what the borrower left open; false when the connection cannot be used again. */
  boolean reset() {
    try {
      if (connection.isClosed()) {
        return false;
      }
      if (!connection.getAutoCommit()) {
        connection.rollback();
        connection.setAutoCommit(true);
      }
      returnedAtNanos = System.nanoTime();
      return true;
    } catch (SQLException failure) {
      log.debug("a connection that was given back could not be reset", failure);
      return false;
    }
  }

  void closeQuietly() {
    try {
      connection.close();
    } catch (SQLException failure) {
      log.debug("a connection could not be closed", failure);
    }
  }
}
