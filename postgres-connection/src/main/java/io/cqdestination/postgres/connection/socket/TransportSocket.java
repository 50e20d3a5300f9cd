package io.cqdestination.postgres.connection.socket;

import io.cqdestination.postgres.connection.silence.Traffic;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import org.jspecify.annotations.Nullable;

/**
 * A connected {@link Socket} over a {@link ByteTransport}, for a driver that knows nothing but
 * sockets. Options of TCP are accepted and mean nothing.
 */
final class TransportSocket extends Socket {
  /** What Linux gives a unix socket. */
  private static final int BUFFER_SIZE = 212_992;

  private final ByteTransport transport;
  private final String peer;
  private final Traffic traffic;
  private volatile int timeoutMillis;
  private volatile boolean closed;

  /**
   * @param peer for messages
   * @param traffic is told of the waits
   */
  TransportSocket(ByteTransport transport, String peer, Traffic traffic) throws SocketException {
    super((@Nullable SocketImpl) null);
    this.transport = transport;
    this.peer = peer;
    this.traffic = traffic;
    traffic.begin(this);
  }

  @Override
  public InputStream getInputStream() {
    return traffic.watched(new TransportInputStream(transport, () -> timeoutMillis, this));
  }

  @Override
  public OutputStream getOutputStream() {
    return traffic.watched(new TransportOutputStream(transport, this));
  }

  @Override
  public void setSoTimeout(int timeout) {
    timeoutMillis = timeout;
  }

  @Override
  public int getSoTimeout() {
    return timeoutMillis;
  }

  @Override
  public void close() throws IOException {
    closed = true;
    traffic.end();
    transport.close();
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public boolean isConnected() {
    return true;
  }

  @Override
  public boolean isBound() {
    return true;
  }

  @Override
  public void connect(SocketAddress endpoint, int timeout) throws IOException {
    throw new SocketException("socket is connected already");
  }

  @Override
  public void setTcpNoDelay(boolean on) {}

  @Override
  public boolean getTcpNoDelay() {
    return true;
  }

  @Override
  public void setKeepAlive(boolean on) {}

  @Override
  public boolean getKeepAlive() {
    return false;
  }

  @Override
  public void setSendBufferSize(int size) {}

  @Override
  public int getSendBufferSize() {
    return BUFFER_SIZE;
  }

  @Override
  public void setReceiveBufferSize(int size) {}

  @Override
  public int getReceiveBufferSize() {
    return BUFFER_SIZE;
  }

  @Override
  public @Nullable InetAddress getInetAddress() {
    return null;
  }

  @Override
  public String toString() {
    return "TransportSocket[" + peer + "]";
  }
}
