package io.cqdestination.postgres.pool;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jooq.tools.jdbc.DefaultConnection;

/** A pool's connection in the hands of one borrower: closing it gives it back. Thread-safe. */
final class LentConnection extends DefaultConnection {
  private final Runnable giveBack;
  private final AtomicBoolean returned = new AtomicBoolean();

  /**
   * @param giveBack run once, when the borrower closes the connection
   */
  LentConnection(Connection connection, Runnable giveBack) {
    super(connection);
    this.giveBack = giveBack;
  }

  /** Every call goes through here. */
  @Override
  public Connection getDelegate() {
    return returned.get() ? GivenBack.CONNECTION : super.getDelegate();
  }

  @Override
  public boolean isClosed() throws SQLException {
    return returned.get() || super.isClosed();
  }

  @Override
  public void close() {
    if (returned.compareAndSet(false, true)) {
      giveBack.run();
    }
  }

  /** Refuses every call. Made when it is needed, which is never where the code is right. */
  private static final class GivenBack {
    private static final Connection CONNECTION =
        (Connection)
            Proxy.newProxyInstance(
                LentConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (_, _, _) -> {
                  throw new SQLException("the connection was given back", "08003");
                });
  }
}
