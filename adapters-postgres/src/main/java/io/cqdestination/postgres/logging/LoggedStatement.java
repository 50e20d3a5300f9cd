package io.cqdestination.postgres.logging;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Stands in front of a driver's statement, and logs each execution. Used by one thread. */
final class LoggedStatement implements InvocationHandler {
  private final Statement statement;
  private final String prepared;
  private final StatementLog log;
  private final int session;
  private final TreeMap<Integer, String> values = new TreeMap<>();
  private final List<String> batch = new ArrayList<>();

  /**
   * @param prepared the statement's text, or empty where each execution brings its own
   */
  LoggedStatement(Statement statement, String prepared, StatementLog log, int session) {
    this.statement = statement;
    this.prepared = prepared;
    this.log = log;
    this.session = session;
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    String name = method.getName();
    if (name.startsWith("execute")) {
      return execute(method, arguments);
    }
    if (name.equals("addBatch")) {
      batch.add(text(arguments));
    } else if (name.equals("clearBatch")) {
      batch.clear();
    } else if (name.startsWith("set")
        && arguments != null
        && arguments.length > 1
        && arguments[0] instanceof Integer position
        && log.showsValues()) {
      values.put(position, name.equals("setNull") ? "null" : String.valueOf(arguments[1]));
    }
    return call(method, arguments);
  }

  private @Nullable Object execute(Method method, Object @Nullable [] arguments) throws Throwable {
    List<String> statements =
        method.getName().endsWith("Batch") ? List.copyOf(batch) : List.of(text(arguments));
    batch.clear();
    long start = System.nanoTime();
    try {
      Object result = call(method, arguments);
      long[] rows = rows(result);
      for (int i = 0; i < statements.size(); i++) {
        log.done(execution(statements.get(i), i < rows.length ? rows[i] : -1, start));
      }
      return result;
    } catch (SQLException failure) {
      log.failed(execution(failedOf(statements, failure), -1, start), failure);
      throw failure;
    }
  }

  private Execution execution(String sql, long rows, long start) {
    return Execution.of(sql, session, List.copyOf(values.values()), rows, start);
  }

  /** The statement that a batch ended at: the driver's words quote it. */
  private static String failedOf(List<String> statements, SQLException failure) {
    String words = String.valueOf(failure.getMessage());
    return statements.stream()
        .filter(words::contains)
        .findFirst()
        .orElseGet(() -> String.join("; ", statements));
  }

  private long[] rows(@Nullable Object result) throws SQLException {
    return switch (result) {
      case Integer count -> new long[] {count};
      case Long count -> new long[] {count};
      case int[] counts -> Arrays.stream(counts).asLongStream().toArray();
      case long[] counts -> counts;
      case Boolean hasResult when !hasResult -> new long[] {statement.getLargeUpdateCount()};
      case null, default -> new long[0];
    };
  }

  private String text(Object @Nullable [] arguments) {
    return arguments != null && arguments.length > 0 && arguments[0] instanceof String sql
        ? sql
        : prepared;
  }

  private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(statement, arguments);
    } catch (InvocationTargetException failure) {
      throw failure.getCause();
    }
  }
}
