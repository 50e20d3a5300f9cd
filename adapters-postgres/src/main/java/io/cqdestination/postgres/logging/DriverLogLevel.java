package io.cqdestination.postgres.logging;

import java.util.Locale;
import java.util.Optional;

/** How much is logged of what the database is asked; each level holds those before it. */
public enum DriverLogLevel {
  NONE,
  /** Statements that failed for good. */
  ERROR,
  /** Statements that failed in a way that may pass, before they are tried again. */
  WARN,
  /** Every statement, with how long it took; connections opened. */
  INFO,
  /** The values of a statement's parameters; connections closed. */
  DEBUG,
  /** The driver's own events, down to the messages of the protocol. */
  TRACE;

  /** The level of a name in any letter case. */
  public static Optional<DriverLogLevel> of(String name) {
    for (DriverLogLevel level : values()) {
      if (level.name().equals(name.toUpperCase(Locale.ROOT))) {
        return Optional.of(level);
      }
    }
    return Optional.empty();
  }

  boolean includes(DriverLogLevel other) {
    return compareTo(other) >= 0;
  }
}
