package io.cqdestination.postgres.logging;

import java.sql.SQLException;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Logs what one statement, or a connection by itself, runs, with the values that were bound. Used
 * by one thread.
 */
final class ExecutionLog {
  private final StatementLog log;
  private final int session;
  private final TreeMap<Integer, String> values = new TreeMap<>();

  ExecutionLog(StatementLog log, int session) {
    this.log = log;
    this.session = session;
  }

  /** Something that the server is asked to do. */
  @FunctionalInterface
  interface Call<T> {
    T run() throws SQLException;
  }

  /** How many rows a result stands for, or -1 where that is not known. */
  @FunctionalInterface
  interface Rows<T> {
    long of(T result) throws SQLException;
  }

  /** A value was bound to a parameter, counted from 1. */
  void bound(int position, @Nullable Object value) {
    if (log.showsValues()) {
      values.put(position, String.valueOf(value));
    }
  }

  /** Runs one statement, and logs it with its rows or its failure. */
  <T> T run(String sql, Call<T> call, Rows<T> rows) throws SQLException {
    long start = System.nanoTime();
    T result = watched(List.of(sql), start, call);
    log.done(execution(sql, rows.of(result), start));
    return result;
  }

  /** Runs several statements at once; the result has the rows of each. */
  int[] batch(List<String> statements, Call<int[]> call) throws SQLException {
    long start = System.nanoTime();
    int[] rows = watched(statements, start, call);
    for (int i = 0; i < statements.size(); i++) {
      log.done(execution(statements.get(i), i < rows.length ? rows[i] : -1, start));
    }
    return rows;
  }

  private <T> T watched(List<String> statements, long start, Call<T> call) throws SQLException {
    try {
      return call.run();
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
}
