package io.cqdestination.postgres.ddl;

import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.postgres.failure.ServerWords;
import io.cqdestination.postgres.failure.SqlStates;
import java.sql.SQLException;

/** Words for tables that could not be changed, in the server's words. Thread-safe. */
final class RefusedChange {
  private RefusedChange() {}

  /**
   * @param tables their names, with commas between them
   */
  static DestinationException of(String tables, SQLException cause) {
    String message = "migrating %s: %s".formatted(tables, ServerWords.of(cause));
    return SqlStates.isTransient(cause)
        ? new DestinationException.Transient(message, cause)
        : new DestinationException.DatabaseRefused(message, cause);
  }
}
