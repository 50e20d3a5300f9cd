package io.cqdestination.postgres.connection.socket;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

/**
 * A unix socket that has a path. Java's channels know no time limits, so the channel does not block
 * and waits at selectors, one for each direction.
 */
final class UnixChannel implements ByteTransport {
  private final SocketChannel channel;
  private final Selector readable;
  private final Selector writable;

  private UnixChannel(SocketChannel channel, Selector readable, Selector writable) {
    this.channel = channel;
    this.readable = readable;
    this.writable = writable;
  }

  /** Connects; a server that is there answers at once or refuses. */
  @SuppressWarnings("MustBeClosed")
  static UnixChannel connect(UnixDomainSocketAddress address) throws IOException {
    SocketChannel channel = SocketChannel.open(address);
    try {
      channel.configureBlocking(false);
      Selector readable = Selector.open();
      channel.register(readable, SelectionKey.OP_READ);
      Selector writable = Selector.open();
      channel.register(writable, SelectionKey.OP_WRITE);
      return new UnixChannel(channel, readable, writable);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public int read(byte[] target, int offset, int length, int timeoutMillis) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(target, offset, length);
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    try {
      int count = channel.read(buffer);
      while (count == 0) {
        long remaining = timeoutMillis == 0 ? 0 : deadline - System.nanoTime();
        if (timeoutMillis != 0 && remaining <= 0) {
          throw new SocketTimeoutException("no answer within " + timeoutMillis + " ms");
        }
        await(readable, remaining);
        count = channel.read(buffer);
      }
      return count;
    } catch (ClosedChannelException | ClosedSelectorException | CancelledKeyException e) {
      throw closed(e);
    }
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(source, offset, length);
    try {
      while (buffer.hasRemaining()) {
        if (channel.write(buffer) == 0) {
          await(writable, 0);
        }
      }
    } catch (ClosedChannelException | ClosedSelectorException | CancelledKeyException e) {
      throw closed(e);
    }
  }

  /** Never known for a channel; reading finds out. */
  @Override
  public int available() {
    return 0;
  }

  @Override
  public void close() throws IOException {
    try (channel;
        readable;
        writable) {
      // Closing the selectors wakes who waits at them.
    }
  }

  /**
   * @param nanos 0 for no limit
   */
  private static void await(Selector selector, long nanos) throws IOException {
    selector.select(nanos == 0 ? 0 : TimeUnit.NANOSECONDS.toMillis(nanos) + 1);
    selector.selectedKeys().clear();
    if (Thread.currentThread().isInterrupted()) {
      throw new SocketException("interrupted while waiting for the server");
    }
  }

  private static SocketException closed(Exception cause) {
    SocketException closed = new SocketException("socket is closed");
    closed.initCause(cause);
    return closed;
  }
}
