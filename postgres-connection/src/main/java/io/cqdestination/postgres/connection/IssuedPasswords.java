package io.cqdestination.postgres.connection;

import java.sql.SQLException;
import java.util.Optional;

/** The passwords of an issuer, each fetched before the connection that it is for. Thread-safe. */
final class IssuedPasswords implements PasswordSource {
  private final PasswordIssuer issuer;

  IssuedPasswords(PasswordIssuer issuer) {
    this.issuer = issuer;
  }

  @Override
  public Optional<String> password(ConnectionSettings settings, Host host) throws SQLException {
    return Optional.of(issuer.issue(Login.of(settings, host)));
  }

  @Override
  public PasswordSource prepare(ConnectionSettings settings, Host host) throws SQLException {
    return new Prepared(issuer.issue(Login.of(settings, host)));
  }

  private final class Prepared implements PasswordSource {
    private final String password;
    private volatile boolean used;

    Prepared(String password) {
      this.password = password;
    }

    @Override
    public Optional<String> password(ConnectionSettings settings, Host host) {
      used = true;
      return Optional.of(password);
    }

    @Override
    public boolean reject() {
      if (used) {
        issuer.rejected(password);
      }
      return used;
    }
  }
}
