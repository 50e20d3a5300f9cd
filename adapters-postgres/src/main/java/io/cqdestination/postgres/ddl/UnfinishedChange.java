package io.cqdestination.postgres.ddl;

import io.cqdestination.core.failure.DestinationException.Transient;
import io.cqdestination.postgres.failure.ServerWords;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Words for a statement that changes a table of CockroachDB and did not come to its end in time.
 * Whose transaction it waits for cannot be asked there: leases of a table name no session.
 * Thread-safe.
 */
final class UnfinishedChange {
  private static final int LONGEST_STATEMENT = 300;

  private UnfinishedChange() {}

  /**
   * @param sql the statement
   * @param last how the last attempt ended
   */
  static Transient of(String table, String sql, Duration elapsed, SQLException last) {
    String statement =
        sql.length() <= LONGEST_STATEMENT ? sql : sql.substring(0, LONGEST_STATEMENT) + "…";
    return new Transient(
        """
        migrating %s: not done after %d s: %s: %s. It waits for open transactions that use the \
        table (SHOW SESSIONS) or for earlier changes of it (SHOW JOBS); where it goes on in the \
        background, the next migration finds it done\
        """
            .formatted(table, elapsed.toSeconds(), statement, ServerWords.of(last)),
        last);
  }
}
