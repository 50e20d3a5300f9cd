package io.cqdestination.postgres.connection;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Stands between a client and a server, and on demand stops reading from the client, so that what
 * the client sends piles up until it can send no more.
 */
final class StallingRelay implements AutoCloseable {
  private final FakeServer clientSide;
  private final CountDownLatch released = new CountDownLatch(1);
  private final CountDownLatch holding = new CountDownLatch(1);
  private volatile boolean stalled;

  private StallingRelay(int port) throws IOException {
    this.clientSide =
        FakeServer.start(client -> {
          try (Socket server = new Socket("127.0.0.1", port)) {
            Thread.ofVirtual().start(() -> pump(server, client, false));
            pump(client, server, true);
          }
        });
  }

  static StallingRelay to(int port) throws IOException {
    return new StallingRelay(port);
  }

  int port() {
    return clientSide.port();
  }

  void stall() {
    stalled = true;
  }

  /** Waits until the client has sent something since {@link #stall()}. */
  boolean awaitSomethingHeld() throws InterruptedException {
    return holding.await(30, TimeUnit.SECONDS);
  }

  private void pump(Socket from, Socket to, boolean mayStall) {
    byte[] buffer = new byte[8192];
    try {
      InputStream input = from.getInputStream();
      OutputStream output = to.getOutputStream();
      for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
        if (mayStall && stalled) {
          holding.countDown();
          if (!released.await(5, TimeUnit.MINUTES)) {
            return;
          }
        }
        output.write(buffer, 0, count);
      }
    } catch (IOException e) {
      // One of the two is gone; closing ends the other pump.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    released.countDown();
    clientSide.close();
  }
}
