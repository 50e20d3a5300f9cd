package io.cqdestination.postgres.ddl;

import io.cqdestination.postgres.failure.SqlStates;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Errors that say that somebody else changed the same tables at the same time. */
final class RaceSigns {
  /** Schema, table, column or constraint is there already, or is gone. */
  private static final Set<String> THERE_OR_GONE =
      Set.of("42P06", "42P07", "42701", "42710", "42P01", "42703", "42704");

  private RaceSigns() {}

  /** Whether looking at the tables again explains the failure. */
  static boolean isRace(SQLException failure) {
    @Nullable String state = failure.getSQLState();
    return state != null
        && (THERE_OR_GONE.contains(state)
            || (state.equals(SqlStates.UNIQUE_VIOLATION) && isInCatalog(failure)));
  }

  /** Two CREATE TABLE IF NOT EXISTS at once: the later one clashes in the catalogue itself. */
  private static boolean isInCatalog(Throwable failure) {
    if (failure instanceof PSQLException server) {
      @Nullable ServerErrorMessage message = server.getServerErrorMessage();
      return message != null && "pg_catalog".equals(message.getSchema());
    }
    return failure.getCause() != null && isInCatalog(failure.getCause());
  }
}
