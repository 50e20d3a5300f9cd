package io.cqdestination.postgres.logging;

import java.sql.SQLException;
import java.util.List;

/** What one COPY has moved so far; logged once, when it ends. Used by one thread. */
final class LoggedCopy {
  private final String sql;
  private final int session;
  private final StatementLog log;
  private final long startedAtNanos = System.nanoTime();
  private long bytes;
  private boolean ended;

  LoggedCopy(String sql, int session, StatementLog log) {
    this.sql = sql;
    this.session = session;
    this.log = log;
  }

  /** A part of the COPY. */
  @FunctionalInterface
  interface Step<T> {
    T run() throws SQLException;
  }

  /** Runs a step; a failure ends the COPY. */
  <T> T watching(Step<T> step) throws SQLException {
    try {
      return step.run();
    } catch (SQLException failure) {
      if (!ended) {
        ended = true;
        log.failed(execution(-1), failure);
      }
      throw failure;
    }
  }

  void moved(long count) {
    bytes += count;
  }

  void done(long rows) {
    if (!ended) {
      ended = true;
      log.done(execution(rows));
    }
  }

  private Execution execution(long rows) {
    long nanos = System.nanoTime() - startedAtNanos;
    return new Execution(sql, session, List.of(), rows, bytes, nanos);
  }
}
