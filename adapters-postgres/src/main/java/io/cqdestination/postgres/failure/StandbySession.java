package io.cqdestination.postgres.failure;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A session with a server that no longer takes changes. After a failover a new session may lead to
 * another server; this one never will. Thread-safe.
 */
public final class StandbySession {
  private StandbySession() {}

  /**
   * Breaks the connection when that is what the failure says, so that no pool lends it again.
   *
   * @param failure of a statement on the connection
   */
  public static void discardAfter(SQLException failure, Connection connection) {
    if (SqlStates.isReadOnly(failure)) {
      try {
        connection.abort(Runnable::run);
      } catch (SQLException broken) {
        failure.addSuppressed(broken);
      }
    }
  }
}
