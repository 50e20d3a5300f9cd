package io.cqdestination.postgres.connection;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** libpq's {@code target_session_attrs}: what a server has to be like to be accepted. */
enum TargetSessionAttributes {
  ANY,
  READ_WRITE,
  READ_ONLY,
  PRIMARY,
  STANDBY,
  PREFER_STANDBY;

  /** The name in connection strings, such as {@code read-write}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The attributes of that name in connection strings. */
  public static Optional<TargetSessionAttributes> of(String text) {
    return Arrays.stream(values()).filter(value -> value.text().equals(text)).findFirst();
  }
}
