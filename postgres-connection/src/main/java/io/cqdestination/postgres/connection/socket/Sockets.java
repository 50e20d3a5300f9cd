package io.cqdestination.postgres.connection.socket;

import io.cqdestination.postgres.connection.silence.Traffic;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;

/** Opens connected sockets. */
public final class Sockets {
  private Sockets() {}

  /**
   * A connection to a host on the network.
   *
   * @param limit on the time it takes to connect, more than 0
   * @param traffic is told of the waits on this connection
   */
  public static Socket connect(
      InetSocketAddress address, Duration limit, KeepAlive keepAlive, Traffic traffic)
      throws IOException {
    Socket socket = new NetworkSocket(traffic);
    try {
      socket.connect(address, Math.toIntExact(Math.max(1, limit.toMillis())));
      socket.setTcpNoDelay(true);
      keepAlive.applyTo(socket);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /**
   * A connection to a server on this machine.
   *
   * @param path of the socket; one that starts with {@code @} is in Linux's abstract namespace
   * @param traffic is told of the waits on this connection
   */
  public static Socket connectUnix(String path, Traffic traffic) throws IOException {
    if (path.startsWith("@")) {
      return new TransportSocket(AbstractUnixSocket.connect(path.substring(1)), path, traffic);
    }
    try {
      return new TransportSocket(
          UnixChannel.connect(UnixDomainSocketAddress.of(Path.of(path))), path, traffic);
    } catch (InvalidPathException | UnsupportedOperationException e) {
      throw new IOException("no unix socket can be at " + path, e);
    }
  }
}
