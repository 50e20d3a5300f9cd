package io.cqdestination.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.runtime.EnvironmentSpec;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The database of {@code DATABASE_URL}, else that of libpq's variables. Thread-safe. */
final class DatabaseVariables implements EnvironmentSpec {
  private static final String URL = "DATABASE_URL";

  /** Those of libpq's variables that lead to a database; one of them shows that they are meant. */
  private static final List<String> LEADING =
      List.of("PGHOST", "PGHOSTADDR", "PGPORT", "PGDATABASE", "PGUSER", "PGSERVICE");

  /** A connection string that leaves everything to libpq's variables. */
  private static final String NOTHING_SAID = "postgres://";

  @Override
  public String read(Function<String, @Nullable String> environment) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("connection_string", connectionString(environment))
        .put("pgx_log_level", "none") // the command itself says what failed
        .toString();
  }

  @Override
  public String description() {
    return "Without a configuration the database is that of DATABASE_URL, or of PGHOST, PGUSER and"
        + " the like.";
  }

  @Override
  public String example() {
    return URL + "=postgres://user:password@localhost:5432/database";
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
