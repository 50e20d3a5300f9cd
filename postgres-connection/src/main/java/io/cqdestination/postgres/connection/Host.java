package io.cqdestination.postgres.connection;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Where a server listens. Immutable. */
sealed interface Host {
  /** The port, 1 to 65535; for a unix socket it is part of the socket's name. */
  int port();

  /** What the server is called on a network. */
  default String networkName() {
    return switch (this) {
      case Network server -> server.name();
      case UnixSocket _ -> "localhost";
    };
  }

  /**
   * A server on a network.
   *
   * @param name a host name or an address; what a certificate is verified for
   * @param address the address to connect to, where it was given apart ({@code hostaddr})
   */
  record Network(String name, Optional<String> address, int port) implements Host {
    @Override
    public String toString() {
      return (name.contains(":") ? "[" + name + "]" : name) + ":" + port;
    }
  }

  /**
   * A server on this machine.
   *
   * @param folder of the socket, or {@code @} and a name in Linux's abstract namespace
   */
  record UnixSocket(String folder, int port) implements Host {

    /** The socket's path, or {@code @} and its abstract name. */
    public String path() {
      String file = fileName(port);
      return folder.startsWith("@")
          ? folder + "/" + file
          : Path.of(folder).resolve(file).toString();
    }

    static String fileName(int port) {
      return String.format(Locale.ROOT, ".s.PGSQL.%d", port);
    }

    @Override
    public String toString() {
      return path();
    }
  }
}
