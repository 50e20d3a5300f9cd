package io.cqdestination.postgres.connection.socket;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.function.IntSupplier;

/** What a transport's peer sends. Used by one thread at a time; any may close. */
final class TransportInputStream extends InputStream {
  private final ByteTransport transport;
  private final IntSupplier timeoutMillis;
  private final Closeable socket;

  /**
   * @param socket closed together with the stream
   */
  TransportInputStream(ByteTransport transport, IntSupplier timeoutMillis, Closeable socket) {
    this.transport = transport;
    this.timeoutMillis = timeoutMillis;
    this.socket = socket;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    return length == 0 ? 0 : transport.read(target, offset, length, timeoutMillis.getAsInt());
  }

  @Override
  public int available() throws IOException {
    return transport.available();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
