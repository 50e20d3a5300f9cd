package io.cqdestination.postgres.logging;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Logs the executions of one statement, with the values that were bound. Used by one thread. */
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

  /** A value was bound to a parameter, counted from 1. */
  void bound(int position, @Nullable Object value) {
    if (log.showsValues()) {
      values.put(position, String.valueOf(value));
    }
  }

  /**
   * An execution that may have rows as its result.
   *
   * @param updateCount asked where it has none
   */
  boolean hasResult(String sql, Call<Boolean> call, Call<Integer> updateCount) throws SQLException {
    long start = System.nanoTime();
    boolean result = watched(List.of(sql), start, call);
    done(sql, result ? -1 : updateCount.run(), start);
    return result;
  }

  ResultSet query(String sql, Call<ResultSet> call) throws SQLException {
    long start = System.nanoTime();
    ResultSet result = watched(List.of(sql), start, call);
    done(sql, -1, start);
    return result;
  }

  int update(String sql, Call<Integer> call) throws SQLException {
    long start = System.nanoTime();
    int rows = watched(List.of(sql), start, call);
    done(sql, rows, start);
    return rows;
  }

  int[] batch(List<String> statements, Call<int[]> call) throws SQLException {
    long start = System.nanoTime();
    int[] rows = watched(statements, start, call);
    for (int i = 0; i < statements.size(); i++) {
      done(statements.get(i), i < rows.length ? rows[i] : -1, start);
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

  private void done(String sql, long rows, long start) {
    log.done(execution(sql, rows, start));
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
