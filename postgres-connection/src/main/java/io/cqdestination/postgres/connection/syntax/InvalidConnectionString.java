package io.cqdestination.postgres.connection.syntax;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A connection string, or what it leaves to its surroundings, that cannot be understood. The
 * message says what is wrong and where, and holds no password.
 */
public final class InvalidConnectionString extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What surely holds no secret: a password would stand behind something. */
  private static final Pattern PLAIN_WORD = Pattern.compile("[a-z]+");

  public InvalidConnectionString(String message) {
    super(message);
  }

  public InvalidConnectionString(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  /**
   * As pgx says it, where the string is one plain word that can be shown; else our own words, which
   * name the place and show nothing.
   */
  public String wordsFor(String connectionString) {
    return PLAIN_WORD.matcher(connectionString).matches()
        ? "cannot parse `%s`: failed to parse as keyword/value (invalid keyword/value)"
            .formatted(connectionString)
        : getMessage();
  }
}
