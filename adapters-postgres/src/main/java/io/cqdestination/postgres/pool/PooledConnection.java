package io.cqdestination.postgres.pool;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
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
    AtomicBoolean returned = new AtomicBoolean();
    return (Connection)
        Proxy.newProxyInstance(
            PooledConnection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (_, method, arguments) -> {
              if (method.getName().equals("close")) {
                if (returned.compareAndSet(false, true)) {
                  pool.giveBack(this);
                }
                return null;
              }
              if (returned.get()) {
                throw new SQLException("the connection was given back", "08003");
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException failure) {
                throw failure.getCause();
              }
            });
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
