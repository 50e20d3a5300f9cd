package io.cqdestination.postgres.failure;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What the server said about an error, in one line and without the values of whole rows.
 * Thread-safe.
 */
public final class ServerWords {
  private static final int LONGEST_PART = 600;

  /**
   * The detail shows all values of the row: violations of NOT NULL, of CHECK, and of a view's check
   * option.
   */
  private static final Set<String> DETAIL_SHOWS_ROW = Set.of("23502", "23514", "44000");

  private ServerWords() {}

  /**
   * Message, detail and hint of the server, or the driver's message and what happened to the
   * connection; and the SQLState.
   */
  public static String of(SQLException failure) {
    StringBuilder words = new StringBuilder();
    ServerErrorMessage server =
        failure instanceof PSQLException error ? error.getServerErrorMessage() : null;
    if (server == null) {
      append(words, failure.getMessage());
      if (failure.getCause() instanceof IOException cause) {
        append(words, cause.getMessage());
      }
    } else {
      append(words, server.getMessage());
      if (!DETAIL_SHOWS_ROW.contains(SqlStates.of(failure))) {
        append(words, server.getDetail());
      }
      append(words, server.getHint());
    }
    String state = SqlStates.of(failure);
    return state.isEmpty() ? words.toString() : words + " (SQLSTATE " + state + ")";
  }

  private static void append(StringBuilder words, @Nullable String part) {
    if (part != null && !part.isEmpty()) {
      words.append(words.isEmpty() ? "" : "; ");
      words.append(part.length() <= LONGEST_PART ? part : part.substring(0, LONGEST_PART) + "…");
    }
  }
}
