package io.cqdestination.postgres.failure;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;

/** Sorts errors by their SQLState. Source: PostgreSQL's appendix "Error Codes". Thread-safe. */
public final class SqlStates {
  public static final String UNIQUE_VIOLATION = "23505";
  public static final String CARDINALITY_VIOLATION = "21000";
  private static final String CONNECTION_CLASS = "08";
  private static final String COMPLETION_UNKNOWN = "40003";
  private static final Set<String> SHUTDOWN = Set.of("57P01", "57P02", "57P03");
  private static final Set<String> TRANSIENT =
      Set.of("53300", "40001", COMPLETION_UNKNOWN, "40P01", "55P03");

  private SqlStates() {}

  public static String of(SQLException failure) {
    return Objects.requireNonNullElse(failure.getSQLState(), "");
  }

  public static boolean is(SQLException failure, String state) {
    return of(failure).equals(state);
  }

  /** Whether the same statements may succeed a little later. */
  public static boolean isTransient(SQLException failure) {
    return isConnectionLoss(failure) || TRANSIENT.contains(of(failure));
  }

  /**
   * Whether the connection is gone, so that what the server made of the last statement is not
   * known.
   */
  public static boolean isConnectionLoss(SQLException failure) {
    String state = of(failure);
    return state.startsWith(CONNECTION_CLASS)
        || SHUTDOWN.contains(state)
        || failure.getCause() instanceof IOException;
  }

  /** Whether a COMMIT that failed like this may have happened. */
  public static boolean leavesOutcomeOpen(SQLException failure) {
    return isConnectionLoss(failure) || is(failure, COMPLETION_UNKNOWN);
  }
}
