package io.cqdestination.postgres.connection.tls;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * libpq's {@code sslmode}: whether a connection is encrypted, from the least to the most secure.
 */
public enum SslMode {
  DISABLE(Encryption.NONE),
  ALLOW(Encryption.NONE, Encryption.TLS),
  PREFER(Encryption.TLS, Encryption.NONE),
  REQUIRE(Encryption.TLS),
  VERIFY_CA(Encryption.TLS),
  VERIFY_FULL(Encryption.TLS);

  /** What one attempt to connect uses. */
  public enum Encryption {
    NONE,
    TLS
  }

  private final List<Encryption> attempts;

  SslMode(Encryption... attempts) {
    this.attempts = List.of(attempts);
  }

  /** What is tried, in this order, until one succeeds. */
  public List<Encryption> attempts() {
    return attempts;
  }

  /** The mode's name in connection strings, such as {@code verify-full}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The mode of that name in connection strings. */
  public static Optional<SslMode> of(String text) {
    return Arrays.stream(values()).filter(mode -> mode.text().equals(text)).findFirst();
  }
}
