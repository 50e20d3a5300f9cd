package io.cqdestination.postgres.connection.socket;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;

/** What is sent to a transport's peer, without a buffer. Used by one thread at a time. */
final class TransportOutputStream extends OutputStream {
  private final ByteTransport transport;
  private final Closeable socket;

  /**
   * @param socket closed together with the stream
   */
  TransportOutputStream(ByteTransport transport, Closeable socket) {
    this.transport = transport;
    this.socket = socket;
  }

  @Override
  public void write(int value) throws IOException {
    transport.write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, source.length);
    transport.write(source, offset, length);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
