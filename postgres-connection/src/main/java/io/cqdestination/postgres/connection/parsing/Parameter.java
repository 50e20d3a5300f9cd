package io.cqdestination.postgres.connection.parsing;

import io.cqdestination.postgres.connection.syntax.InvalidConnectionString;

/**
 * A connection parameter and where it was found. Immutable; its text form leaves the value out,
 * which may be a password.
 *
 * @param name the parameter's name, as libpq spells it, except that {@code dbname} is {@code
 *     database}
 * @param origin where the value stands, for messages, such as {@code environment variable PGPORT}
 */
public record Parameter(String name, String value, String origin) {

  /** The refusal of this parameter's value; {@code what} must not quote a secret. */
  public InvalidConnectionString refused(String what) {
    return new InvalidConnectionString(name + " (" + origin + ") " + what);
  }

  /** As {@link #refused(String)}, for a refusal that has a cause. */
  public InvalidConnectionString refused(String what, Throwable cause) {
    return new InvalidConnectionString(name + " (" + origin + ") " + what, cause);
  }

  @Override
  public String toString() {
    return name + " (" + origin + ")";
  }
}
