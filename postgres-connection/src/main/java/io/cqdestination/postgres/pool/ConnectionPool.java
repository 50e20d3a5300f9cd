package io.cqdestination.postgres.pool;

import io.cqdestination.postgres.connection.ConnectionSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one destination. Thread-safe.
 *
 * <p>A connection that is lent is not asked whether it lives, unless it lay unused for a while:
 * whoever uses it has to deal with a connection that dies anyway. When the server has no slot left,
 * a borrower waits for one of ours to come back.
 */
public final class ConnectionPool implements ConnectionSource, AutoCloseable {
  private static final String TOO_MANY_CONNECTIONS = "53300";
  private static final long TRUSTED_IDLE_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final int PROBE_SECONDS = 2;

  private final ConnectionSource opener;
  private final PoolLimits limits;
  private volatile Duration lifetime;
  private final Deque<PooledConnection> idle = new ArrayDeque<>();
  private final Set<PooledConnection> lent = new HashSet<>();
  private int opening;
  private boolean closed;

  public ConnectionPool(ConnectionSource opener, PoolLimits limits) {
    this.opener = opener;
    this.limits = limits;
    this.lifetime = limits.lifetime();
  }

  /**
   * Replaces connections at another age than the limits say; for what is known of the server only
   * once it was reached.
   */
  public void replaceConnectionsAfter(Duration age) {
    lifetime = age;
  }

  @Override
  public Connection connect() throws SQLException {
    long deadline = System.nanoTime() + limits.patience().toNanos();
    while (true) {
      PooledConnection found = takeIdleOrSlot(deadline);
      if (found == null) {
        PooledConnection opened = open(deadline);
        if (opened != null) {
          return opened.lend();
        }
      } else if (isUsable(found)) {
        return found.lend();
      } else {
        remove(found);
      }
    }
  }

  /** An idle connection, or null when the caller may open one; then a slot is taken. */
  private synchronized @Nullable PooledConnection takeIdleOrSlot(long deadline)
      throws SQLException {
    while (true) {
      if (closed) {
        throw new SQLException("the destination is closed", "08003");
      }
      PooledConnection connection = idle.pollFirst();
      if (connection != null) {
        lent.add(connection);
        return connection;
      }
      if (lent.size() + opening < limits.connections()) {
        opening++;
        return null;
      }
      awaitReturn(deadline);
    }
  }

  /** A new connection in the slot that was taken, or null when another one came free meanwhile. */
  private @Nullable PooledConnection open(long deadline) throws SQLException {
    Connection connection = null;
    try {
      connection = opener.connect();
      return adopt(connection);
    } catch (SQLException failure) {
      synchronized (this) {
        if (TOO_MANY_CONNECTIONS.equals(failure.getSQLState())
            && !closed
            && (!lent.isEmpty() || !idle.isEmpty())) {
          if (idle.isEmpty()) {
            awaitReturn(deadline);
          }
          return null;
        }
      }
      throw failure;
    } finally {
      synchronized (this) {
        opening--;
        notifyAll();
      }
    }
  }

  private PooledConnection adopt(Connection connection) throws SQLException {
    PooledConnection pooled = new PooledConnection(this, connection);
    synchronized (this) {
      if (!closed) {
        lent.add(pooled);
        return pooled;
      }
    }
    pooled.closeQuietly();
    throw new SQLException("the destination is closed", "08003");
  }

  @SuppressWarnings("WaitNotInLoop") // the callers look again
  private synchronized void awaitReturn(long deadline) throws SQLException {
    long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    if (left <= 0) {
      throw new SQLTransientConnectionException(
          "no database connection came free within %d s; at most %d are used (pool_max_conns)"
              .formatted(limits.patience().toSeconds(), limits.connections()),
          TOO_MANY_CONNECTIONS);
    }
    try {
      wait(left);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new SQLException(
          "interrupted while waiting for a database connection", "57014", interrupted);
    }
  }

  private boolean isUsable(PooledConnection connection) {
    if (connection.isOlderThan(lifetime) || connection.isIdleFor(limits.idleTime().toNanos())) {
      return false;
    }
    return !connection.isIdleFor(TRUSTED_IDLE_NANOS) || connection.answers(PROBE_SECONDS);
  }

  private void remove(PooledConnection connection) {
    synchronized (this) {
      lent.remove(connection);
      notifyAll();
    }
    connection.closeQuietly();
  }

  /** Takes a connection back. */
  void giveBack(PooledConnection connection) {
    boolean keep = connection.reset();
    synchronized (this) {
      keep &= !closed && lent.remove(connection);
      if (keep) {
        idle.addFirst(connection);
      } else {
        lent.remove(connection);
      }
      notifyAll();
    }
    if (!keep) {
      connection.closeQuietly();
    }
  }

  /** Most connections that are open at one time. */
  public int limit() {
    return limits.connections();
  }

  /** Connections that are open now, lent or not. */
  public synchronized int size() {
    return idle.size() + lent.size();
  }

  /** Closes idle connections at once, lent ones as they come back. */
  @Override
  public void close() {
    Deque<PooledConnection> unused;
    synchronized (this) {
      closed = true;
      unused = new ArrayDeque<>(idle);
      idle.clear();
      notifyAll();
    }
    unused.forEach(PooledConnection::closeQuietly);
  }
}
