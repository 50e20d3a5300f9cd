package io.cqdestination.app.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.cqdestination.app.logging.LogFormat;
import io.cqdestination.app.logging.Logging;
import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.measure.SyncMeter;
import io.cqdestination.core.sync.ConnectionTestResult.Usable;
import io.cqdestination.core.sync.DestinationFactory;
import io.cqdestination.fixtures.postgres.PostgresOptions;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.fixtures.postgres.PostgresVersion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Passwords, tokens and keys that are had while connecting: none is in a line of the log at its
 * most talkative, nor in a failure.
 */
class LoginSecretsTest {
  private static final Path CERTIFICATES =
      Path.of("../postgres-connection/src/test/resources/connection");
  private static final String TOKEN = "Zq7canary-token";
  private static final String ENDPOINT = "projects/p/branches/b/endpoints/e";

  private static PostgresServer server;
  private static HttpServer workspace;

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final List<String> said = new ArrayList<>();
  private final DestinationFactory destinations =
      DaggerPluginComponent.factory().create(SyncMeter.NONE).destinationFactory();

  @BeforeAll
  static void start() throws IOException {
    server =
        PostgresServer.start(
            PostgresOptions.of(PostgresVersion.newest())
                .with("ssl", "on")
                .with("ssl_cert_file", "server.crt")
                .with("ssl_key_file", "server.key")
                .withFile("server.crt", Files.readString(CERTIFICATES.resolve("server.crt")))
                .withFile("server.key", Files.readString(CERTIFICATES.resolve("server.key"))));
    server
        .administration()
        .execute("create role holder superuser login password '%s'".formatted(TOKEN));
    workspace = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    workspace.createContext(
        "/oidc",
        exchange -> {
          try (exchange) {
            answer(exchange, "{\"access_token\": \"Zq7canary-access\", \"expires_in\": 3600}");
          }
        });
    workspace.createContext(
        "/api",
        exchange -> {
          try (exchange) {
            answer(exchange, "{\"token\": \"%s\"}".formatted(TOKEN));
          }
        });
    workspace.start();
  }

  private static void answer(com.sun.net.httpserver.HttpExchange exchange, String json)
      throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @AfterAll
  static void stop() {
    workspace.stop(0);
    server.close();
  }

  @BeforeEach
  void listen() {
    Logging.start(LogFormat.TEXT, Level.TRACE);
    log.start();
    root().addAppender(log);
    System.setProperty("aws.accessKeyId", "AKIAEXAMPLE");
    System.setProperty("aws.secretAccessKey", "Zq7canary-of-aws");
    System.setProperty("aws.sessionToken", "Zq7canary-session-of-aws");
  }

  @AfterEach
  void fallSilent() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
    System.clearProperty("aws.sessionToken");
    ((LoggerContext) root().getLoggerContext()).reset();
    root().setLevel(Level.WARN);
  }

  private static Logger root() {
    return (Logger) org.slf4j.LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  }

  private static ObjectNode spec(String user) {
    return JsonNodeFactory.instance
        .objectNode()
        .put(
            "connection_string",
            "host=127.0.0.1 port=%d user=%s dbname=postgres".formatted(server.port(), user))
        .put("pgx_log_level", "trace")
        .put("retry_timeout", "1s");
  }

  private static ObjectNode lakebase(String user) {
    ObjectNode spec = spec(user);
    spec.putObject("lakebase")
        .put("endpoint", ENDPOINT)
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

  private static ObjectNode command(String user, String script) {
    ObjectNode spec = spec(user);
    spec.putArray("password_command").add("sh").add("-c").add(script);
    return spec;
  }

  /** Whether the database can be used; keeps what is said of it. */
  private boolean use(ObjectNode spec) {
    byte[] json = spec.toString().getBytes(StandardCharsets.UTF_8);
    said.add(destinations.test(json).toString());
    try {
      destinations.open(json).close();
      return destinations.test(json) instanceof Usable;
    } catch (DestinationException failure) {
      keep(failure);
      return false;
    }
  }

  private void keep(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      said.add(cause.toString());
      for (Throwable suppressed : cause.getSuppressed()) {
        keep(suppressed);
      }
    }
  }

  @Test
  void nothing_of_them_is_told() {
    assertThat(use(lakebase("holder"))).isTrue();
    assertThat(use(command("holder", "echo " + TOKEN))).isTrue();
    assertThat(use(lakebase("postgres"))).as("a token for somebody else").isFalse();
    assertThat(use(rds())).as("a token that the server does not take").isFalse();
    assertThat(use(command("holder", "echo Zq7canary-wrong"))).isFalse();
    assertThat(use(command("holder", "echo Zq7canary; echo Zq7canary >&2; exit 1"))).isFalse();

    for (ILoggingEvent event : log.list) {
      said.add(event.getFormattedMessage() + " " + event.getKeyValuePairs());
      if (event.getThrowableProxy() != null) {
        said.add(ThrowableProxyUtil.asString(event.getThrowableProxy()));
      }
    }
    assertThat(said).as("what the driver sends is told").anyMatch(line -> line.contains("FE=>"));
    assertThat(said).noneMatch(line -> line.contains("canary") || line.contains("X-Amz-Signature"));
  }
}
