package io.cqdestination.app.login;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cqdestination.fixtures.postgres.PostgresOptions;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.fixtures.postgres.PostgresVersion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * A PostgreSQL server with TLS, and a Databricks workspace that issues the password of one of its
 * users, {@link #HOLDER}. All secrets have the word "canary" in them.
 */
public final class LoginServers implements AutoCloseable {
  /** The user whose password is {@link #TOKEN}. */
  public static final String HOLDER = "holder";

  public static final String TOKEN = "Zq7canary-token";

  private static final Path CERTIFICATES =
      Path.of("../postgres-connection/src/test/resources/connection");

  private final PostgresServer server;
  private final HttpServer workspace;
  private final String parameters;

  /**
   * @param options what else the server is to be told
   * @param parameters what else connection strings have
   */
  public LoginServers(UnaryOperator<PostgresOptions> options, String parameters)
      throws IOException {
    this.parameters = parameters;
    server =
        PostgresServer.start(
            options.apply(
                PostgresOptions.of(PostgresVersion.newest())
                    .with("ssl", "on")
                    .with("ssl_cert_file", "server.crt")
                    .with("ssl_key_file", "server.key")
                    .withFile("server.crt", Files.readString(CERTIFICATES.resolve("server.crt")))
                    .withFile("server.key", Files.readString(CERTIFICATES.resolve("server.key")))));
    server
        .administration()
        .execute("create role %s superuser login password '%s'".formatted(HOLDER, TOKEN));
    workspace = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    workspace.createContext(
        "/oidc",
        exchange ->
            answer(exchange, "{\"access_token\": \"Zq7canary-access\", \"expires_in\": 3600}"));
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

  private ObjectNode spec(String user) {
    return JsonNodeFactory.instance
        .objectNode()
        .put(
            "connection_string",
            "host=127.0.0.1 port=%d user=%s dbname=postgres %s"
                .formatted(server.port(), user, parameters))
        .put("pgx_log_level", "trace")
        .put("retry_timeout", "1s");
  }

  /** A spec whose passwords the workspace issues. */
  public ObjectNode lakebase(String user) {
    ObjectNode spec = spec(user);
    spec.putObject("lakebase")
        .put("endpoint", "projects/p/branches/b/endpoints/e")
        .put("host", "http://127.0.0.1:" + workspace.getAddress().getPort())
        .put("client_id", "id")
        .put("client_secret", "Zq7canary-secret");
    return spec;
  }

  /** A spec whose passwords are tokens that this server does not take. */
  public ObjectNode rds() {
    ObjectNode spec = spec(HOLDER);
    spec.putObject("aws_iam_auth").put("region", "eu-west-1");
    return spec;
  }

  /** A spec whose passwords a shell's script prints. */
  public ObjectNode command(String script) {
    ObjectNode spec = spec(HOLDER);
    spec.putArray("password_command").add("sh").add("-c").add(script);
    return spec;
  }

  @Override
  public void close() {
    workspace.stop(0);
    server.close();
  }
}
