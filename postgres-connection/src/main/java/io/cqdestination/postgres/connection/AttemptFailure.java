package io.cqdestination.postgres.connection;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.postgresql.util.PSQLException;

/**
 * Says why an attempt failed. The server's own words are passed on as they are; where the driver
 * speaks, whose words depend on the language it runs in, what happened is said here. What only a
 * change of the settings or of the server cures is a {@link SQLNonTransientConnectionException}.
 */
final class AttemptFailure {
  /** SQLState of a connection that could not be made. */
  static final String UNABLE_TO_CONNECT = "08001";

  /** SQLState of a connection the server, or the client's demands, rejected. */
  static final String REJECTED = "08004";

  /** SQLState of a failed authentication. */
  static final String INVALID_AUTHORIZATION = "28000";

  private static final String INVALID_PASSWORD = "28P01";
  private static final String INVALID_AUTHORIZATION_CLASS = "28";

  private AttemptFailure() {}

  static SQLException explain(SQLException failure, ConnectionAttempt attempt) {
    Endpoint endpoint = attempt.endpoint();
    Optional<IOException> connectFailure = attempt.connectFailure();
    String state = Optional.ofNullable(failure.getSQLState()).orElse("");
    if (spokenByServer(failure)) {
      return failure;
    }
    if (attempt.loginFailure().isPresent()) {
      return attempt.loginFailure().get();
    }
    if (attempt.hasExpired() || connectFailure.orElse(null) instanceof SocketTimeoutException) {
      return new SQLException(
          "no answer from " + endpoint + " in time", UNABLE_TO_CONNECT, failure);
    }
    if (connectFailure.isPresent()) {
      return new SQLException(
          "cannot connect to " + endpoint + ": " + reason(connectFailure.get()),
          UNABLE_TO_CONNECT,
          connectFailure.get());
    }
    if (attempt.wantsTls() && attempt.secured().isEmpty() && state.equals(REJECTED)) {
      return new SQLNonTransientConnectionException(
          endpoint + " does not offer TLS, which sslmode asks for", REJECTED, failure);
    }
    if (state.startsWith(INVALID_AUTHORIZATION_CLASS)) {
      return failure;
    }
    if (state.equals(REJECTED)) {
      return new SQLException(failure.getMessage(), INVALID_AUTHORIZATION, failure);
    }
    Throwable cause = innermostCause(failure);
    String what =
        has(SSLException.class, failure) ? "TLS with " + endpoint : "the session with " + endpoint;
    String message = what + " failed: " + reason(cause);
    return has(GeneralSecurityException.class, failure)
        ? new SQLNonTransientConnectionException(message, UNABLE_TO_CONNECT, failure)
        : new SQLException(message, UNABLE_TO_CONNECT, failure);
  }

  /** Whether the exception carries an error message of the server. */
  static boolean spokenByServer(SQLException failure) {
    return failure instanceof PSQLException spoken && spoken.getServerErrorMessage() != null;
  }

  /** Whether the server did not take the password, or not the user with it. */
  static boolean isRejectedLogin(SQLException failure) {
    return spokenByServer(failure)
        && Set.of(INVALID_PASSWORD, INVALID_AUTHORIZATION)
            .contains(Optional.ofNullable(failure.getSQLState()).orElse(""));
  }

  private static boolean has(Class<? extends Throwable> kind, Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (kind.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  private static Throwable innermostCause(Throwable failure) {
    Throwable innermost = failure;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    return innermost;
  }

  private static String reason(Throwable cause) {
    String message = Optional.ofNullable(cause.getMessage()).orElse("");
    return switch (cause) {
      case EOFException _ -> "the server closed the connection";
      case Throwable other when message.isEmpty() -> other.getClass().getSimpleName();
      case Throwable _ -> message;
    };
  }
}
