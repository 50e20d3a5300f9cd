package io.cqdestination.postgres.connection;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Listens on this machine and does with each connection what the test says. */
final class FakeServer implements AutoCloseable {
  @FunctionalInterface
  interface Behaviour {
    void serve(Socket client) throws Exception;
  }

  private final ServerSocket listener;
  private final List<Socket> clients = new CopyOnWriteArrayList<>();

  private FakeServer(ServerSocket listener) {
    this.listener = listener;
  }

  static FakeServer start(Behaviour behaviour) throws IOException {
    FakeServer server = new FakeServer(new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1")));
    Thread.ofVirtual().start(() -> server.accept(behaviour));
    return server;
  }

  /** Accepts and says nothing, ever. */
  static FakeServer blackHole() throws IOException {
    return start(_ -> {});
  }

  int port() {
    return listener.getLocalPort();
  }

  /** How many connections have come so far. */
  int accepted() {
    return clients.size();
  }

  private void accept(Behaviour behaviour) {
    try {
      while (true) {
        Socket client = listener.accept();
        clients.add(client);
        Thread.ofVirtual().start(() -> serve(behaviour, client));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private static void serve(Behaviour behaviour, Socket client) {
    try {
      behaviour.serve(client);
    } catch (Exception gone) {
      // The client's side of the test says what went wrong.
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket client : clients) {
      client.close();
    }
  }
}
