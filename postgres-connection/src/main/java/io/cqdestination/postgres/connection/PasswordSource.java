package io.cqdestination.postgres.connection;

import java.sql.SQLException;
import java.util.Optional;

/**
 * Supplies the password of each new connection, at the moment the server asks for it; so it can be
 * a token that lives for minutes only. Has to be thread-safe.
 */
@FunctionalInterface
interface PasswordSource {

  /**
   * @param settings the user's, among them the user name
   * @param host the server that asks
   * @return the password, or empty when there is none
   * @throws SQLException when it cannot be had; its message must hold no secret
   */
  Optional<String> password(ConnectionSettings settings, Host host) throws SQLException;

  /**
   * The source for one attempt, which has done before what takes its time, so that no server has to
   * wait for it.
   *
   * @throws SQLException as {@link #password}
   */
  default PasswordSource prepare(ConnectionSettings settings, Host host) throws SQLException {
    return this;
  }

  /** Told that the server rejected the attempt: whether another password may be had for it. */
  default boolean reject() {
    return false;
  }
}
