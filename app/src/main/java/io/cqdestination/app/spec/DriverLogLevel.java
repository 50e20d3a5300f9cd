package io.cqdestination.app.spec;

import java.util.Locale;
import java.util.Optional;

/** From which level on events of the database driver are logged: {@code pgx_log_level}. */
public enum DriverLogLevel {
  NONE,
  ERROR,
  WARN,
  INFO,
  DEBUG,
  TRACE;

  /** The level of a name in any letter case. */
  static Optional<DriverLogLevel> of(String name) {
    for (DriverLogLevel level : values()) {
      if (level.name().equals(name.toUpperCase(Locale.ROOT))) {
        return Optional.of(level);
      }
    }
    return Optional.empty();
  }
}
