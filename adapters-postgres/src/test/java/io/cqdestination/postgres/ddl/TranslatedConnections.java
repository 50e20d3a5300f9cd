package io.cqdestination.postgres.ddl;

import io.cqdestination.postgres.connection.ConnectionSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says to a PostgreSQL in disguise what only CockroachDB understands in words that both do. What
 * CockroachDB is really told, the golden files show.
 */
record TranslatedConnections(ConnectionSource origin) implements ConnectionSource {
  private static final String NAME = "\"(?:[^\"]|\"\")*\"";
  private static final Pattern DROP_INDEX =
      Pattern.compile("drop index if exists (%1$s\\.%1$s)@(%1$s) cascade".formatted(NAME));

  /** Indexes belong to tables in CockroachDB, and are what unique constraints are. */
  static String translate(String sql) {
    return DROP_INDEX.matcher(sql).replaceAll("alter table $1 drop constraint if exists $2");
  }

  @Override
  public Connection connect() throws SQLException {
    Connection connection = origin.connect();
    return (Connection)
        proxy(
            Connection.class,
            (method, arguments) -> {
              Object result = method.invoke(connection, arguments);
              return method.getName().equals("createStatement")
                  ? translating((Statement) result)
                  : result;
            });
  }

  private static Object translating(Statement statement) {
    return proxy(
        Statement.class,
        (method, arguments) -> {
          if (method.getName().equals("execute")) {
            arguments[0] = translate((String) arguments[0]);
          }
          return method.invoke(statement, arguments);
        });
  }

  /** A call that was made on a proxy. */
  @FunctionalInterface
  private interface Call {
    @Nullable Object make(Method method, Object[] arguments) throws ReflectiveOperationException;
  }

  private static Object proxy(Class<?> type, Call call) {
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (_, method, arguments) -> {
          try {
            return call.make(method, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        });
  }
}
