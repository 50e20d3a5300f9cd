package io.cqdestination.postgres.connection;

/**
 * Who logs in, and where. Immutable.
 *
 * @param host the server's name or address as the user wrote it; {@code localhost} for a unix
 *     socket
 * @param port the server's port, 1 to 65535
 */
public record Login(String user, String host, int port) {

  static Login of(ConnectionSettings settings, Host host) {
    return new Login(settings.user(), host.networkName(), host.port());
  }
}
