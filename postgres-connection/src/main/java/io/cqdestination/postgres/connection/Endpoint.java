package io.cqdestination.postgres.connection;

import io.cqdestination.postgres.connection.silence.Traffic;
import io.cqdestination.postgres.connection.socket.KeepAlive;
import io.cqdestination.postgres.connection.socket.Sockets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** One address of a host: what a connection is tried with. Immutable. */
sealed interface Endpoint {
  Host host();

  /**
   * A connected socket.
   *
   * @param traffic is told of the waits on it
   */
  Socket connect(Duration limit, KeepAlive keepAlive, Traffic traffic) throws IOException;

  record Network(Host.Network host, InetAddress address) implements Endpoint {
    @Override
    public Socket connect(Duration limit, KeepAlive keepAlive, Traffic traffic) throws IOException {
      return Sockets.connect(
          new InetSocketAddress(address, host.port()), limit, keepAlive, traffic);
    }

    @Override
    public String toString() {
      String literal = address.getHostAddress();
      return host.name().equals(literal) ? host.toString() : host + " (" + literal + ")";
    }
  }

  record UnixSocket(Host.UnixSocket host) implements Endpoint {
    @Override
    public Socket connect(Duration limit, KeepAlive keepAlive, Traffic traffic) throws IOException {
      return BoundedCall.run(
          "connecting to " + host.path(),
          limit,
          () -> Sockets.connectUnix(host.path(), traffic),
          Endpoint::close);
    }

    @Override
    public String toString() {
      return host.path();
    }
  }

  /**
   * The host's addresses, in the system's order, at least one.
   *
   * @throws java.net.UnknownHostException when the name leads to none
   */
  static List<Endpoint> of(Host host, Duration limit) throws IOException {
    return switch (host) {
      case Host.UnixSocket socket -> List.of(new UnixSocket(socket));
      case Host.Network network when network.address().isPresent() ->
          List.of(new Network(network, InetAddress.ofLiteral(network.address().get())));
      case Host.Network network -> {
        InetAddress[] addresses =
            BoundedCall.run(
                "looking up " + network.name(),
                limit,
                () -> InetAddress.getAllByName(network.name()),
                _ -> {});
        yield Arrays.stream(addresses)
            .map(address -> (Endpoint) new Network(network, address))
            .toList();
      }
    };
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
