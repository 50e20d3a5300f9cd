package io.cqdestination.postgres.connection;

import io.cqdestination.fixtures.postgres.PostgresOptions;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.fixtures.postgres.PostgresVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/**
 * A server with a certificate for {@code localhost} and 127.0.0.1. Role {@code certified} has to
 * show a client certificate, {@code secure} has to use TLS, {@code plain} must not; everybody else
 * is as on the shared server.
 */
final class TlsServer implements AutoCloseable {
  private final PostgresServer server;

  private TlsServer(PostgresServer server) {
    this.server = server;
  }

  static TlsServer start() {
    PostgresServer server =
        PostgresServer.start(
            PostgresOptions.of(PostgresVersion.newest())
                .with("ssl", "on")
                .with("ssl_cert_file", "server.crt")
                .with("ssl_key_file", "server.key")
                .with("ssl_ca_file", "authority.crt")
                .withFile("server.crt", read("server.crt"))
                .withFile("server.key", read("server.key"))
                .withFile("authority.crt", read("authority.crt"))
                .withHostRule("hostssl all certified 127.0.0.1/32 cert")
                .withHostRule("hostssl all secure 127.0.0.1/32 trust")
                .withHostRule("hostnossl all plain 127.0.0.1/32 trust")
                .withHostRule("host all certified,secure,plain all reject"));
    for (String role : new String[] {"certified", "secure", "plain"}) {
      server.administration().execute("create role " + role + " login");
    }
    return new TlsServer(server);
  }

  private static String read(String file) {
    try {
      return Files.readString(ConnectionStringCase.folder().resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return server.port();
  }

  /** Keywords that lead to the server by the name its certificate is for. */
  String string(String user) {
    return "host=localhost hostaddr=127.0.0.1 port=%d dbname=postgres user=%s password=%s "
        .formatted(server.port(), user, server.password());
  }

  @Override
  public void close() {
    server.close();
  }
}
