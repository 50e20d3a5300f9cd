package io.cqdestination.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Sessions whose line dies when it is asked to: as it is opened, or during COMMIT, before or behind
 * the server's.
 */
final class DyingLines implements JdbcDatabase.Sessions<Connection> {
  enum Death {
    NEVER,
    OPENING,
    BEFORE_COMMIT,
    BEHIND_COMMIT
  }

  private final JdbcDatabase.Sessions<?> sessions;
  private final AtomicReference<Death> next = new AtomicReference<>(Death.NEVER);

  DyingLines(JdbcDatabase.Sessions<?> sessions) {
    this.sessions = sessions;
  }

  /** How the next line dies that gets there. */
  void dies(Death death) {
    next.set(death);
  }

  @Override
  public Connection open() throws SQLException {
    if (next.compareAndSet(Death.OPENING, Death.NEVER)) {
      throw dead();
    }
    Connection connection = sessions.open();
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (_, method, arguments) ->
                method.getName().equals("commit")
                    ? commit(connection)
                    : call(connection, method, arguments));
  }

  private @Nullable Object commit(Connection connection) throws SQLException {
    Death death = next.getAndSet(Death.NEVER);
    if (death != Death.BEFORE_COMMIT) {
      connection.commit();
    }
    if (death != Death.NEVER) {
      connection.close();
      throw dead();
    }
    return null;
  }

  private static SQLException dead() {
    return new SQLException("the line is dead", "08006");
  }

  static @Nullable Object call(Connection connection, Method method, @Nullable Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(connection, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getTargetException();
    }
  }
}
