package io.cqdestination.benchmark;

import io.cqdestination.fixtures.postgres.PostgresServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * A line to a server on this machine that is as long as wanted: every byte arrives later, by half a
 * round trip each way; how many arrive in a second is not limited. Thread-safe.
 */
final class LatencyLine implements AutoCloseable {
  private static final int CHUNK_BYTES = 64 << 10;

  /** Bytes that are on the way at the same time: 8 MiB. */
  private static final int CHUNKS = 128;

  private final ServerSocket listener;
  private final int serverPort;
  private final Duration roundTrip;

  /** What was read, and when it arrives; no bytes are the end. */
  private record Chunk(byte[] bytes, long dueNanos) {}

  LatencyLine(PostgresServer server, Duration roundTrip) throws IOException {
    this.listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    this.serverPort = server.port();
    this.roundTrip = roundTrip;
    Thread.ofPlatform().daemon().start(this::accept);
  }

  /** Where clients connect, on this machine. */
  int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        join(client, server);
        join(server, client);
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void join(Socket from, Socket to) {
    BlockingQueue<Chunk> way = new ArrayBlockingQueue<>(CHUNKS);
    Thread.ofPlatform().daemon().start(() -> read(from, way));
    Thread.ofPlatform().daemon().start(() -> write(way, to));
  }

  private void read(Socket from, BlockingQueue<Chunk> way) {
    byte[] buffer = new byte[CHUNK_BYTES];
    try {
      try (InputStream in = from.getInputStream()) {
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
          way.put(new Chunk(Arrays.copyOf(buffer, count), arrival()));
        }
      } catch (IOException broken) {
        way.put(new Chunk(new byte[0], arrival()));
        return;
      }
      way.put(new Chunk(new byte[0], arrival()));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private long arrival() {
    return System.nanoTime() + roundTrip.toNanos() / 2;
  }

  private static void write(BlockingQueue<Chunk> way, Socket to) {
    try (to) {
      OutputStream out = to.getOutputStream();
      for (Chunk chunk = way.take(); chunk.bytes().length > 0; chunk = way.take()) {
        for (long left = chunk.dueNanos() - System.nanoTime();
            left > 0;
            left = chunk.dueNanos() - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        out.write(chunk.bytes());
      }
    } catch (IOException broken) {
      return;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
