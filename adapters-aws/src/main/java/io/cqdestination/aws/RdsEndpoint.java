package io.cqdestination.aws;

import io.cqdestination.postgres.connection.Login;
import java.util.Optional;

/** The database that a token is for. Immutable. */
record RdsEndpoint(String host, int port) {

  /**
   * @param given host or host:port
   * @param connection has what was not given
   */
  static RdsEndpoint of(Optional<String> given, Login connection) {
    String text = given.orElse(connection.host());
    int colon = given.isPresent() ? text.lastIndexOf(':') : -1;
    return colon < 0
        ? new RdsEndpoint(text, connection.port())
        : new RdsEndpoint(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
  }
}
