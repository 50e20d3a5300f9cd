package io.cqdestination.postgres.logging;

import java.util.List;

/**
 * A statement that was run.
 *
 * @param session the server's process id of the session
 * @param values of the parameters, in their order; empty where they are not to be shown
 * @param rows changed or moved, or -1 where that is not known
 * @param bytes sent or received with COPY, or -1
 * @param nanos how long it took
 */
record Execution(String sql, int session, List<String> values, long rows, long bytes, long nanos) {

  static Execution of(String sql, int session, List<String> values, long rows, long since) {
    return new Execution(sql, session, values, rows, -1, System.nanoTime() - since);
  }
}
