package io.cqdestination.postgres.connection;

import java.sql.SQLException;
import java.util.Optional;

/**
 * Issues the passwords of new connections, such as tokens that live for minutes only. Has to be
 * thread-safe.
 */
public interface PasswordIssuer {

  /**
   * The password for a connection that is about to be opened, whether or not the server will ask
   * for it. May take a while: the time to connect begins afterwards. Ends early when the thread is
   * interrupted.
   *
   * @throws SQLException when there is none: with SQLState 08001 if there may be one later, 28000
   *     if only a change of the configuration helps ({@link PasswordFailure}); its message must
   *     hold no secret
   */
  String issue(Login login) throws SQLException;

  /** A server did not take a password of this issuer; another one is asked for at once. */
  default void rejected(String password) {}

  /**
   * What may not be sent over a line that is not encrypted, such as {@code aws_iam_auth}, for
   * messages; empty where the connection string alone decides.
   */
  default Optional<String> needsTls() {
    return Optional.empty();
  }
}
