package io.cqdestination.postgres.logging;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * Stands in front of a driver's connection, and logs what is run over it. As thread-safe as the
 * connection.
 */
final class LoggedConnection implements InvocationHandler {
  private final Connection connection;
  private final StatementLog log;
  private final int session;

  private LoggedConnection(Connection connection, StatementLog log, int session) {
    this.connection = connection;
    this.log = log;
    this.session = session;
  }

  static Connection of(Connection connection, StatementLog log, long startedAtNanos)
      throws SQLException {
    int session = connection.unwrap(PGConnection.class).getBackendPID();
    log.connection(DriverLogLevel.INFO, "connected", session, startedAtNanos);
    return (Connection)
        Proxy.newProxyInstance(
            LoggedConnection.class.getClassLoader(),
            new Class<?>[] {Connection.class, PGConnection.class},
            new LoggedConnection(connection, log, session));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    return switch (method.getName()) {
      case "createStatement" -> statement(Statement.class, "", call(method, arguments));
      case "prepareStatement" ->
          statement(PreparedStatement.class, firstText(arguments), call(method, arguments));
      case "commit", "rollback" ->
          isInTransaction() ? logged(method, arguments) : call(method, arguments);
      case "getCopyAPI" -> new LoggedCopyApi(connection.unwrap(BaseConnection.class), log, session);
      case "unwrap" -> unwrap(proxy, method, arguments);
      case "close" -> {
        log.connection(DriverLogLevel.DEBUG, "disconnecting", session, System.nanoTime());
        yield call(method, arguments);
      }
      default -> call(method, arguments);
    };
  }

  private @Nullable Object unwrap(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    boolean asDriverConnection =
        arguments != null && arguments.length == 1 && arguments[0] == PGConnection.class;
    return asDriverConnection ? proxy : call(method, arguments);
  }

  /** Where none is open, the driver sends nothing to end it. */
  private boolean isInTransaction() throws SQLException {
    return connection.unwrap(BaseConnection.class).getTransactionState() != TransactionState.IDLE;
  }

  private @Nullable Object logged(Method method, Object @Nullable [] arguments) throws Throwable {
    String sql = method.getName().toUpperCase(Locale.ROOT);
    long start = System.nanoTime();
    try {
      Object result = call(method, arguments);
      log.done(Execution.of(sql, session, List.of(), -1, start));
      return result;
    } catch (SQLException failure) {
      log.failed(Execution.of(sql, session, List.of(), -1, start), failure);
      throw failure;
    }
  }

  private Object statement(Class<? extends Statement> type, String sql, @Nullable Object made) {
    return Proxy.newProxyInstance(
        LoggedConnection.class.getClassLoader(),
        new Class<?>[] {type},
        new LoggedStatement((Statement) Objects.requireNonNull(made), sql, log, session));
  }

  private static String firstText(Object @Nullable [] arguments) {
    return arguments != null && arguments.length > 0 && arguments[0] instanceof String text
        ? text
        : "";
  }

  private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(connection, arguments);
    } catch (InvocationTargetException failure) {
      throw failure.getCause();
    }
  }
}
