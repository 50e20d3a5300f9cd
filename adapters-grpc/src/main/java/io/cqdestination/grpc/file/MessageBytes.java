package io.cqdestination.grpc.file;

import java.io.Closeable;
import java.io.IOException;

/**
 * The bytes that messages are read from. Used by one thread; {@link #close} may come from others.
 */
interface MessageBytes extends Closeable {

  /** Position behind the last byte; the largest number where only reading on can tell. */
  long end() throws IOException;

  /**
   * Reads bytes that follow a position.
   *
   * @return how many; fewer than were asked for only where the bytes end
   */
  int read(long position, byte[] into, int offset, int length) throws IOException;
}
