package io.cqdestination.app.configuration;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.migration.MigrationMode;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The destination of a command line that names no configuration. */
public final class EnvironmentDestination {
  private static final String URL = "DATABASE_URL";

  /** Those of libpq's variables that lead to a database; one of them shows that they are meant. */
  private static final List<String> LEADING =
      List.of("PGHOST", "PGHOSTADDR", "PGPORT", "PGDATABASE", "PGUSER", "PGSERVICE");

  /** A connection string that leaves everything to libpq's variables. */
  private static final String NOTHING_SAID = "postgres://";

  private EnvironmentDestination() {}

  /**
   * The database of {@code DATABASE_URL}, else that of libpq's variables.
   *
   * @param environment a variable's value, or null
   * @throws InvalidInput when no variable leads to a database
   */
  public static DestinationConfiguration of(
      Function<String, @Nullable String> environment, WriteMode writeMode) {
    return new DestinationConfiguration(
        "postgresql",
        writeMode,
        KeyMode.DEFAULT,
        MigrationMode.SAFE,
        JsonNodeFactory.instance
            .objectNode()
            .put("connection_string", connectionString(environment))
            .put("pgx_log_level", "none") // the command itself says what failed
            .toString());
  }

  private static String connectionString(Function<String, @Nullable String> environment) {
    String url = environment.apply(URL);
    if (url != null && !url.isBlank()) {
      return url.strip();
    }
    for (String variable : LEADING) {
      String value = environment.apply(variable);
      if (value != null && !value.isEmpty()) {
        return NOTHING_SAID;
      }
    }
    throw new InvalidInput(
        "no database is named: set DATABASE_URL (postgres://user:password@host:5432/database), or"
            + " PGHOST, PGUSER and the like, or give a configuration with -c");
  }
}
