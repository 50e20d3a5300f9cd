package io.cqdestination.postgres.read;

import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.failure.DestinationException.Unavailable;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.Table;
import io.cqdestination.postgres.failure.ServerWords;
import io.cqdestination.postgres.failure.SqlStates;
import java.sql.SQLException;

/** Words for a table that could not be read to its end, or a value of it. Thread-safe. */
final class ReadFailure {
  private ReadFailure() {}

  static DestinationException of(Table table, SQLException failure) {
    String message =
        "table %s: reading failed: %s".formatted(table.name(), ServerWords.of(failure));
    return SqlStates.isTransient(failure)
        ? new Unavailable(message, failure)
        : new DatabaseRefused(message, failure);
  }

  /** What decoding did not expect of a server. */
  static DatabaseRefused of(Table table, RuntimeException damaged) {
    return new DatabaseRefused(
        "table %s: reading failed: the server sent a row that cannot be understood"
            .formatted(table.name()),
        damaged);
  }

  static InvalidInput of(Table table, Column column, InvalidInput malformed) {
    return new InvalidInput(
        "table %s, column %s: %s".formatted(table.name(), column.name(), malformed.getMessage()),
        malformed);
  }
}
