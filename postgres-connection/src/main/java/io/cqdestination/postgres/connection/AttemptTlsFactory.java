package io.cqdestination.postgres.connection;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Encrypts the sockets of the attempt it was made in. Public because the driver makes it by its
 * name. Thread-safe.
 */
public final class AttemptTlsFactory extends SSLSocketFactory {
  private final ConnectionAttempt attempt = ConnectionAttempt.CURRENT.get();

  /** Called by the driver. */
  public AttemptTlsFactory() {}

  @Override
  public Socket createSocket(Socket plain, String host, int port, boolean autoClose)
      throws IOException {
    return attempt.secure(plain);
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return new String[0];
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return new String[0];
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    throw unconnected();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
      throws IOException {
    throw unconnected();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    throw unconnected();
  }

  @Override
  public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
      throws IOException {
    throw unconnected();
  }

  private static IOException unconnected() {
    return new IOException("TLS goes over connected sockets only");
  }
}
