package io.cqdestination.postgres.connection;

import io.cqdestination.core.failure.DestinationException;
import java.util.regex.Pattern;

/** Words for a connection string that cannot be read. Pure. */
public final class ConnectionStringRefusal {
  /** What surely holds no secret: a password would stand behind something. */
  private static final Pattern PLAIN_WORD = Pattern.compile("[a-z]+");

  private ConnectionStringRefusal() {}

  /**
   * As pgx says it, where the string is one plain word that can be shown; else our own words, which
   * name the place and show nothing.
   */
  public static String words(String connectionString, DestinationException refusal) {
    return PLAIN_WORD.matcher(connectionString).matches()
        ? "cannot parse `%s`: failed to parse as keyword/value (invalid keyword/value)"
            .formatted(connectionString)
        : refusal.getMessage();
  }
}
