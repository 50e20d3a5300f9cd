package io.cqdestination.jdbc;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;

/** Sorts failures by what JDBC and the SQL standard say of them. Thread-safe. */
final class JdbcFailures {
  /** Connections, transactions rolled back, resources, and operators who end sessions. */
  private static final Set<String> TRANSIENT = Set.of("08", "40", "53", "57");

  /** A constraint that was checked at the end, and a statement that took too long. */
  private static final Set<String> LASTING = Set.of("40002", "57014");

  /** Connections, and operators who end sessions. */
  private static final Set<String> CONNECTION_LOST = Set.of("08", "57");

  private static final String COMPLETION_UNKNOWN = "40003";

  private JdbcFailures() {}

  /** Whether the same transaction may succeed a little later. */
  static boolean isTransient(SQLException failure) {
    return failure instanceof SQLTransientException
        || failure instanceof SQLRecoverableException
        || (TRANSIENT.contains(category(failure)) && !LASTING.contains(state(failure)));
  }

  /** Whether a COMMIT that failed like this may have happened. */
  static boolean leavesOutcomeOpen(SQLException failure) {
    return failure instanceof SQLRecoverableException
        || CONNECTION_LOST.contains(category(failure))
        || state(failure).equals(COMPLETION_UNKNOWN);
  }

  private static String category(SQLException failure) {
    String state = state(failure);
    return state.length() < 2 ? "" : state.substring(0, 2);
  }

  private static String state(SQLException failure) {
    return failure.getSQLState() == null ? "" : failure.getSQLState();
  }
}
