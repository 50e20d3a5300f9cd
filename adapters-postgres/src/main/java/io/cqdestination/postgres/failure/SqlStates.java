package io.cqdestination.postgres.failure;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Sorts errors by their SQLState. Source: PostgreSQL's appendix "Error Codes". Thread-safe. */
public final class SqlStates {
  public static final String UNIQUE_VIOLATION = "23505";
  public static final String EXCLUSION_VIOLATION = "23P01";
  public static final String CARDINALITY_VIOLATION = "21000";
  public static final String DEADLOCK = "40P01";
  public static final String LOCK_NOT_AVAILABLE = "55P03";

  /** A character that the database's encoding does not have. */
  public static final String UNTRANSLATABLE_CHARACTER = "22P05";

  /** What a server or a pooler answers is not what the protocol has there. */
  public static final String PROTOCOL_VIOLATION = "08P01";

  private static final String CONNECTION_CLASS = "08";
  private static final String COMPLETION_UNKNOWN = "40003";

  /**
   * Shut down by an administrator, after a crash, not up yet; idle for too long, in a transaction
   * or not.
   */
  private static final Set<String> SESSION_ENDED =
      Set.of("57P01", "57P02", "57P03", "25P03", "57P05");

  /** Too many connections, serialization failure, deadlock, lock not to be had in time. */
  private static final Set<String> TRANSIENT =
      Set.of("53300", "40001", COMPLETION_UNKNOWN, DEADLOCK, LOCK_NOT_AVAILABLE);

  /**
   * Ended because its transaction took too long. The server looks for that after the commit too,
   * where the time ran out while it could not be interrupted.
   */
  private static final String TRANSACTION_TIMEOUT = "25P04";

  private static final String READ_ONLY = "25006";

  private SqlStates() {}

  public static String of(SQLException failure) {
    return Objects.requireNonNullElse(failure.getSQLState(), "");
  }

  public static boolean is(SQLException failure, String state) {
    return of(failure).equals(state);
  }

  /** Whether the same statements may succeed a little later. */
  public static boolean isTransient(SQLException failure) {
    return isConnectionLoss(failure) || isReadOnly(failure) || TRANSIENT.contains(of(failure));
  }

  /**
   * Whether the server takes no changes: after a failover, sessions that were open may lead to a
   * standby, and new ones to the server that took over.
   */
  public static boolean isReadOnly(SQLException failure) {
    return is(failure, READ_ONLY);
  }

  /**
   * Whether the connection is gone, so that what the server made of the last statement is not
   * known.
   */
  public static boolean isConnectionLoss(SQLException failure) {
    String state = of(failure);
    return (state.startsWith(CONNECTION_CLASS) && !isBadValue(failure))
        || SESSION_ENDED.contains(state)
        || failure.getCause() instanceof IOException;
  }

  /** Whether a COMMIT that failed like this may have happened. */
  public static boolean leavesOutcomeOpen(SQLException failure) {
    return isConnectionLoss(failure)
        || is(failure, COMPLETION_UNKNOWN)
        || is(failure, TRANSACTION_TIMEOUT);
  }

  /**
   * A server says "protocol violation" of values of the wrong length too, and goes on; poolers say
   * it when they hang up.
   */
  private static boolean isBadValue(SQLException failure) {
    return is(failure, PROTOCOL_VIOLATION)
        && failure instanceof PSQLException error
        && error.getServerErrorMessage() instanceof ServerErrorMessage words
        && !"FATAL".equals(words.getSeverity());
  }
}
