package io.cqdestination.postgres.connection;

import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import org.jspecify.annotations.Nullable;

/** Why a {@link PasswordIssuer} has no password. Thread-safe. */
public final class PasswordFailure {
  private PasswordFailure() {}

  /**
   * There may be a password later: SQLState 08001.
   *
   * @param message without a secret
   */
  public static SQLException passing(String message, @Nullable Throwable cause) {
    return new SQLException(message, AttemptFailure.UNABLE_TO_CONNECT, cause);
  }

  /**
   * There is one only after a change of the configuration: SQLState 28000.
   *
   * @param message without a secret
   */
  public static SQLException lasting(String message, @Nullable Throwable cause) {
    return new SQLInvalidAuthorizationSpecException(
        message, AttemptFailure.INVALID_AUTHORIZATION, cause);
  }
}
