package io.cqdestination.fuzz;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Listens on this machine, and sends each client the same bytes, whatever it says. Thread-safe. */
final class FakePostgres {
  private static final int BACKLOG = 50;
  private static final int PATIENCE_MILLIS = 5_000;

  private final ServerSocket listener;
  private volatile byte[] answers = {};

  private FakePostgres(ServerSocket listener) {
    this.listener = listener;
  }

  /** Starts one that listens until the process ends. */
  static FakePostgres start() {
    try {
      FakePostgres server =
          new FakePostgres(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()));
      Thread.ofPlatform().daemon().name("fake server").start(server::accept);
      return server;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  String address() {
    return "host=%s port=%d"
        .formatted(listener.getInetAddress().getHostAddress(), listener.getLocalPort());
  }

  /** What clients that come from now on are sent. */
  void answer(byte[] bytes) {
    answers = bytes;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException closed) {
      throw new UncheckedIOException(closed);
    }
  }

  private void serve(Socket client) {
    try (client) {
      client.setSoTimeout(PATIENCE_MILLIS);
      client.getOutputStream().write(answers);
      client.shutdownOutput();
      client.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException gone) {
      // The client's side tells what came of it.
    }
  }
}
