package io.cqdestination.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cloudquery.plugin.v3.TestConnection;
import io.cqdestination.fixtures.plugin.PluginProcess;
import io.cqdestination.fixtures.postgres.PostgresOptions;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.fixtures.postgres.PostgresVersion;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What passwords are had by, and the passwords: all have a word in them that is looked for in all
 * that the executable says at its most talkative level. The server takes them as they are, not
 * hashed.
 */
class LoginSecretsIT {
  private static final Path CERTIFICATES =
      Path.of("../postgres-connection/src/test/resources/connection");
  private static final String TOKEN = "Zq7canary-token";
  private static final Map<String, String> AWS =
      Map.of(
          "AWS_ACCESS_KEY_ID", "AKIAEXAMPLE",
          "AWS_SECRET_ACCESS_KEY", "Zq7canary-of-aws",
          "AWS_SESSION_TOKEN", "Zq7canary-session-of-aws");

  private static PostgresServer server;
  private static HttpServer workspace;

  private final List<String> said = new ArrayList<>();

  @BeforeAll
  static void start() throws IOException {
    server =
        PostgresServer.start(
            PostgresOptions.of(PostgresVersion.newest())
                .with("ssl", "on")
                .with("ssl_cert_file", "server.crt")
                .with("ssl_key_file", "server.key")
                .withFile("server.crt", Files.readString(CERTIFICATES.resolve("server.crt")))
                .withFile("server.key", Files.readString(CERTIFICATES.resolve("server.key")))
                .withHostRule("hostssl all all 127.0.0.1/32 password"));
    server
        .administration()
        .execute("create role holder superuser login password '%s'".formatted(TOKEN));
    workspace = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    workspace.createContext(
        "/oidc", exchange -> answer(exchange, "{\"access_token\": \"Zq7canary-access\"}"));
    workspace.createContext(
        "/api", exchange -> answer(exchange, "{\"token\": \"%s\"}".formatted(TOKEN)));
    workspace.start();
  }

  private static void answer(HttpExchange exchange, String json) throws IOException {
    try (exchange) {
      byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
      exchange.getRequestBody().readAllBytes();
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @AfterAll
  static void stop() {
    workspace.stop(0);
    server.close();
  }

  private static ObjectNode spec(String user) {
    return new ObjectMapper()
        .createObjectNode()
        .put(
            "connection_string",
            "host=127.0.0.1 port=%d user=%s dbname=postgres sslmode=require"
                .formatted(server.port(), user))
        .put("pgx_log_level", "trace")
        .put("retry_timeout", "1s");
  }

  private static ObjectNode lakebase(String user) {
    ObjectNode spec = spec(user);
    spec.putObject("lakebase")
        .put("endpoint", "projects/p/branches/b/endpoints/e")
        .put("host", "http://127.0.0.1:" + workspace.getAddress().getPort())
        .put("client_id", "id")
        .put("client_secret", "Zq7canary-secret");
    return spec;
  }

  private static ObjectNode rds() {
    ObjectNode spec = spec("holder");
    spec.putObject("aws_iam_auth").put("region", "eu-west-1");
    return spec;
  }

  private static ObjectNode command(String script) {
    ObjectNode spec = spec("holder");
    spec.putArray("password_command").add("sh").add("-c").add(script);
    return spec;
  }

  /** Tries a spec, and keeps what was said of it. */
  private boolean use(PluginProcess plugin, ObjectNode spec) {
    String json = spec.toString();
    TestConnection.Response tested =
        plugin
            .client()
            .calls()
            .testConnection(
                TestConnection.Request.newBuilder().setSpec(ByteString.copyFromUtf8(json)).build());
    said.add(tested.toString());
    try {
      plugin.client().init(json);
    } catch (StatusRuntimeException failure) {
      said.add(failure.getStatus() + " " + failure.getTrailers());
    }
    return tested.getSuccess();
  }

  @Test
  void nothing_of_them_is_told() {
    PluginProcess plugin = PluginProcess.start(PluginBinary.path(), AWS, "--log-level", "trace");
    try {
      assertThat(use(plugin, lakebase("holder"))).isTrue();
      assertThat(use(plugin, command("echo " + TOKEN))).isTrue();
      assertThat(use(plugin, lakebase("postgres"))).as("a token for somebody else").isFalse();
      assertThat(use(plugin, rds())).as("a token that the server does not take").isFalse();
      assertThat(use(plugin, command("echo Zq7canary-wrong"))).isFalse();
      assertThat(use(plugin, command("echo Zq7canary; echo Zq7canary >&2; exit 1"))).isFalse();
      plugin.interrupt();
    } finally {
      said.addAll(plugin.output());
      said.addAll(plugin.errors());
      plugin.close();
    }

    assertThat(said).as("what the driver sends is told").anyMatch(line -> line.contains("FE=>"));
    assertThat(said).noneMatch(line -> line.contains("canary") || line.contains("X-Amz-Signature"));
  }
}
