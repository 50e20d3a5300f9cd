package io.cqdestination.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Sessions whose line dies during COMMIT when it is asked for, before or behind the server's. */
final class LostAnswers implements JdbcDatabase.Sessions {
  enum Death {
    NEVER,
    BEFORE_COMMIT,
    BEHIND_COMMIT
  }

  private final JdbcDatabase.Sessions sessions;
  private final AtomicReference<Death> next = new AtomicReference<>(Death.NEVER);

  LostAnswers(JdbcDatabase.Sessions sessions) {
    this.sessions = sessions;
  }

  /** How the next line to commit dies. */
  void dies(Death death) {
    next.set(death);
  }

  @Override
  public Connection open() throws SQLException {
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
      throw new SQLException("the line is dead", "08006");
    }
    return null;
  }

  private static @Nullable Object call(
      Connection connection, Method method, @Nullable Object[] arguments) throws Throwable {
    try {
      return method.invoke(connection, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getTargetException();
    }
  }
}
