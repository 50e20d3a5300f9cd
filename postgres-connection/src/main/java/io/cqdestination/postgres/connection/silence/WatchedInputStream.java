package io.cqdestination.postgres.connection.silence;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What a peer sends; notes the waits for it. Used by one thread at a time; any may close. */
final class WatchedInputStream extends FilterInputStream {
  private static final int MOST_SKIPPED = 8 << 10;

  private final Traffic traffic;

  WatchedInputStream(InputStream bytes, Traffic traffic) {
    super(bytes);
    this.traffic = traffic;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    traffic.readBegins();
    try {
      return in.read(target, offset, length);
    } catch (IOException failure) {
      throw traffic.explained(failure);
    } finally {
      traffic.readEnds();
    }
  }

  /** The driver skips a value that it has no memory for, and at the end it would try for ever. */
  @Override
  public long skip(long count) throws IOException {
    byte[] dropped = new byte[(int) Math.clamp(count, 0, MOST_SKIPPED)];
    int skipped = read(dropped, 0, dropped.length);
    if (skipped < 0) {
      throw new EOFException();
    }
    return skipped;
  }
}
