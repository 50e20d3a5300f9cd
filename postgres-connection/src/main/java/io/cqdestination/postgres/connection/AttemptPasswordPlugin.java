package io.cqdestination.postgres.connection;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.plugin.AuthenticationPlugin;
import org.postgresql.plugin.AuthenticationRequestType;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/**
 * Hands the password of the attempt it was made in to the driver when the server asks for it, so
 * that it is not kept among the driver's properties; and has a ticket fetched when the server asks
 * for Kerberos. Public because the driver makes it by its name.
 */
public final class AttemptPasswordPlugin implements AuthenticationPlugin {
  private final ConnectionAttempt attempt = ConnectionAttempt.CURRENT.get();

  /** Called by the driver. */
  public AttemptPasswordPlugin() {}

  @Override
  public char @Nullable [] getPassword(AuthenticationRequestType type) throws PSQLException {
    try {
      if (type == AuthenticationRequestType.GSS) {
        attempt.logInWithKerberos();
        return null;
      }
      return attempt
          .password()
          .map(String::toCharArray)
          .orElseThrow(() ->
              new PSQLException(
                  attempt.endpoint() + " asks for a password, and there is none",
                  PSQLState.INVALID_PASSWORD));
    } catch (PSQLException e) {
      throw e;
    } catch (SQLException e) {
      throw new PSQLException(e.getMessage(), PSQLState.INVALID_AUTHORIZATION_SPECIFICATION, e);
    }
  }
}
