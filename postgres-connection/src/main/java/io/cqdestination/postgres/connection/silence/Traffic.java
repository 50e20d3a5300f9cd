package io.cqdestination.postgres.connection.silence;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketException;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Since when the user of one socket has been waiting for the peer: in a read that brings no bytes,
 * or in a write that takes none. Whoever looks on may give the connection up, which ends the wait.
 * Thread-safe.
 */
public final class Traffic {
  private static final long NOBODY_WAITS = 0;

  private volatile long readingSince = NOBODY_WAITS;
  private volatile long writingSince = NOBODY_WAITS;
  private volatile @Nullable Closeable socket;
  private volatile @Nullable String givenUp;
  private volatile boolean ended;

  /**
   * The beginning of the oldest wait that goes on, in {@link System#nanoTime()}, never 0; empty
   * while nobody waits.
   */
  public OptionalLong waitingSince() {
    long reading = readingSince;
    long writing = writingSince;
    if (reading == NOBODY_WAITS || writing == NOBODY_WAITS) {
      long either = reading | writing;
      return either == NOBODY_WAITS ? OptionalLong.empty() : OptionalLong.of(either);
    }
    return OptionalLong.of(reading - writing < 0 ? reading : writing);
  }

  /** Whether the socket was closed, by whomever. */
  public boolean hasEnded() {
    return ended;
  }

  /**
   * Closes the socket: what waits on it fails.
   *
   * @param reason the message of that failure
   */
  public void giveUp(String reason) throws IOException {
    givenUp = reason;
    Closeable opened = socket;
    if (opened != null) {
      opened.close();
    }
  }

  /**
   * The socket was opened.
   *
   * @param opened closed when it is given up
   */
  public void begin(Closeable opened) {
    socket = opened;
  }

  /** The socket is being closed. */
  public void end() {
    ended = true;
  }

  /** A socket's input, whose waits are noted. */
  public InputStream watched(InputStream bytes) {
    return new WatchedInputStream(bytes, this);
  }

  /** A socket's output, whose waits are noted. */
  public OutputStream watched(OutputStream bytes) {
    return new WatchedOutputStream(bytes, this);
  }

  void readBegins() {
    readingSince = now();
  }

  void readEnds() {
    readingSince = NOBODY_WAITS;
  }

  void writeBegins() {
    writingSince = now();
  }

  void writeEnds() {
    writingSince = NOBODY_WAITS;
  }

  /** The failure itself, or one that says why the socket was closed under its user. */
  IOException explained(IOException failure) {
    String reason = givenUp;
    if (reason == null) {
      return failure;
    }
    SocketException explained = new SocketException(reason);
    explained.initCause(failure);
    return explained;
  }

  private static long now() {
    return System.nanoTime() | 1;
  }
}
