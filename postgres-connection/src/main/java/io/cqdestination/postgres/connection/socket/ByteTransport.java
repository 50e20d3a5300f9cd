package io.cqdestination.postgres.connection.socket;

import java.io.Closeable;
import java.io.IOException;

/**
 * A connected stream of bytes in both directions. One thread may read while another writes, and any
 * thread may close, which ends the others' waits with an exception.
 */
interface ByteTransport extends Closeable {

  /**
   * Waits for bytes.
   *
   * @param length at least 1
   * @param timeoutMillis 0 for no limit
   * @return how many bytes were read, at least 1, or -1 when the peer has sent its last
   * @throws java.net.SocketTimeoutException when the time is over; reading may go on after it
   */
  int read(byte[] target, int offset, int length, int timeoutMillis) throws IOException;

  /** Waits until all the bytes are handed to the operating system. */
  void write(byte[] source, int offset, int length) throws IOException;

  /** How many bytes can be read without waiting, as far as known. */
  int available() throws IOException;

  /** Does nothing when it is closed already. */
  @Override
  void close() throws IOException;
}
