package io.cqdestination.postgres.connection.silence;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** What is sent to a peer; notes the waits for it. Used by one thread at a time; any may close. */
final class WatchedOutputStream extends FilterOutputStream {
  private final Traffic traffic;

  WatchedOutputStream(OutputStream bytes, Traffic traffic) {
    super(bytes);
    this.traffic = traffic;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    traffic.writeBegins();
    try {
      out.write(source, offset, length);
    } catch (IOException failure) {
      throw traffic.explained(failure);
    } finally {
      traffic.writeEnds();
    }
  }

  /** Sockets keep nothing back, and closing must not wait for a peer that has stopped reading. */
  @Override
  public void close() throws IOException {
    out.close();
  }
}
