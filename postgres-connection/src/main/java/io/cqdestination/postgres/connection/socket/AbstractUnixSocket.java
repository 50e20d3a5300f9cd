package io.cqdestination.postgres.connection.socket;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A unix socket in Linux's abstract namespace: it has a name and no file. Java's channels cannot
 * hold its address, which begins with a NUL byte, so this one calls the system itself.
 */
final class AbstractUnixSocket implements ByteTransport {
  private static final int AF_UNIX = 1;
  private static final int SOCK_STREAM_CLOSED_ON_EXEC = 0x80001;
  private static final int NAME_OFFSET = 2;
  private static final int MAX_NAME_LENGTH = 107;
  private static final short POLLIN = 1;
  private static final int MSG_NOSIGNAL = 0x4000;
  private static final int SHUT_RDWR = 2;
  private static final int BUFFER_SIZE = 64 * 1024;

  private final int descriptor;
  private final MemorySegment received = Arena.ofAuto().allocate(BUFFER_SIZE);
  private final MemorySegment sent = Arena.ofAuto().allocate(BUFFER_SIZE);
  private final MemorySegment polled = Arena.ofAuto().allocate(JAVA_INT.byteSize() * 2, 4);

  /** Held shared during a system call, so that the descriptor is not reused under it. */
  private final ReadWriteLock open = new ReentrantReadWriteLock();

  private volatile boolean closed;

  private AbstractUnixSocket(int descriptor) {
    this.descriptor = descriptor;
  }

  /**
   * @param name without the NUL byte or {@code @} before it, at most 107 bytes of UTF-8
   */
  static AbstractUnixSocket connect(String name) throws IOException {
    if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).equals("linux")) {
      throw new SocketException("abstract unix sockets (@) exist on Linux only");
    }
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > MAX_NAME_LENGTH) {
      throw new SocketException("an abstract unix socket's name has at most 107 bytes");
    }
    int descriptor = LinuxSocketCalls.socket(AF_UNIX, SOCK_STREAM_CLOSED_ON_EXEC);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment address = arena.allocate(NAME_OFFSET + 1L + MAX_NAME_LENGTH, 2);
      address.set(JAVA_SHORT, 0, (short) AF_UNIX);
      MemorySegment.copy(bytes, 0, address, JAVA_BYTE, NAME_OFFSET + 1L, bytes.length);
      LinuxSocketCalls.connect(descriptor, address, NAME_OFFSET + 1 + bytes.length);
      return new AbstractUnixSocket(descriptor);
    } catch (IOException e) {
      LinuxSocketCalls.close(descriptor);
      throw e;
    }
  }

  @Override
  public int read(byte[] target, int offset, int length, int timeoutMillis) throws IOException {
    return whileOpen(() -> {
      polled.set(JAVA_INT, 0, descriptor);
      polled.set(JAVA_SHORT, JAVA_INT.byteSize(), POLLIN);
      if (LinuxSocketCalls.poll(polled, timeoutMillis == 0 ? -1 : timeoutMillis) == 0) {
        throw new SocketTimeoutException("no answer within " + timeoutMillis + " ms");
      }
      int count = LinuxSocketCalls.receive(descriptor, received, Math.min(length, BUFFER_SIZE));
      MemorySegment.copy(received, JAVA_BYTE, 0, target, offset, count);
      return count == 0 ? -1 : count;
    });
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    int written = 0;
    while (written < length) {
      int start = offset + written;
      int size = Math.min(length - written, BUFFER_SIZE);
      written +=
          whileOpen(() -> {
            MemorySegment.copy(source, start, sent, JAVA_BYTE, 0, size);
            return LinuxSocketCalls.send(descriptor, sent, size, MSG_NOSIGNAL);
          });
    }
  }

  /** Never known; reading finds out. */
  @Override
  public int available() {
    return 0;
  }

  @Override
  public void close() throws IOException {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    try {
      // Wakes threads that wait in a call; they let go of the lock then.
      LinuxSocketCalls.shutdown(descriptor, SHUT_RDWR);
    } finally {
      open.writeLock().lock();
      try {
        LinuxSocketCalls.close(descriptor);
      } finally {
        open.writeLock().unlock();
      }
    }
  }

  private int whileOpen(SystemCall call) throws IOException {
    open.readLock().lock();
    try {
      if (closed) {
        throw new SocketException("socket is closed");
      }
      int result = call.run();
      if (closed) {
        throw new SocketException("socket is closed");
      }
      return result;
    } finally {
      open.readLock().unlock();
    }
  }

  @FunctionalInterface
  private interface SystemCall {
    int run() throws IOException;
  }
}
