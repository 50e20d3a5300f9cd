package io.cqdestination.databricks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers the two calls as Databricks documents them, unless told otherwise. */
final class FakeWorkspace implements AutoCloseable {
  static final String TOKEN_PATH = "/oidc/v1/token";
  static final String CREDENTIAL_PATH = "/api/2.0/postgres/credentials";

  record Answer(int status, String body) {}

  /** A call that came: its path, its authorization and its body, one a line. */
  private final List<String> calls = new CopyOnWriteArrayList<>();

  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private volatile boolean slow;

  FakeWorkspace() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  List<String> calls() {
    return calls;
  }

  void answer(String path, int status, String body) {
    answers.put(path, new Answer(status, body));
  }

  /** From now on answers begin and do not end. */
  void stall() {
    slow = true;
  }

  /** Access tokens that live for so long. */
  void tokensLiveFor(int seconds) {
    answer(
        TOKEN_PATH,
        200,
        "{\"access_token\": \"Zq7canary-access\", \"expires_in\": %d}".formatted(seconds));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      calls.add(
          "%s\n%s\n%s"
              .formatted(path, exchange.getRequestHeaders().getFirst("Authorization"), body));
      Answer answer = answers.getOrDefault(path, usual(path));
      byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), slow ? bytes.length + 1 : bytes.length);
      exchange.getResponseBody().write(bytes);
      exchange.getResponseBody().flush();
      if (slow) {
        over.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Answer usual(String path) {
    long number = calls.stream().filter(call -> call.startsWith(path)).count();
    return new Answer(
        200,
        path.equals(TOKEN_PATH)
            ? "{\"access_token\": \"Zq7canary-access-%d\", \"token_type\": \"Bearer\","
                    .formatted(number)
                + " \"expires_in\": 3600}"
            : "{\"token\": \"Zq7canary-credential-%d\",".formatted(number)
                + " \"expire_time\": \"2026-11-29T13:00:00Z\"}");
  }

  @Override
  public void close() {
    over.countDown();
    server.stop(0);
    threads.close();
  }
}
