package io.cqdestination.postgres.connection;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/**
 * Gives the driver sockets that are connected already, to the address of the attempt it was made
 * in. Public because the driver makes it by its name. Thread-safe.
 */
public final class AttemptSocketFactory extends SocketFactory {
  private final ConnectionAttempt attempt = ConnectionAttempt.CURRENT.get();

  /** Called by the driver. */
  public AttemptSocketFactory() {}

  @Override
  public Socket createSocket() throws IOException {
    return attempt.openSocket();
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return attempt.openSocket();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return attempt.openSocket();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return attempt.openSocket();
  }

  @Override
  public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
      throws IOException {
    return attempt.openSocket();
  }
}
