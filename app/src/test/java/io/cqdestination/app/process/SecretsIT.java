package io.cqdestination.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import io.cloudquery.plugin.v3.TestConnection;
import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.runtime.telemetry.ReceivingCollector;
import io.cqdestination.testkit.arrow.SampleRow;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.arrow.SampleTypes;
import io.cqdestination.testkit.plugin.PluginProcess;
import io.cqdestination.testkit.plugin.WriteMessages;
import io.grpc.StatusRuntimeException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A password and an API key that occur nowhere else are looked for in all that the executable says:
 * in its log at the most talkative level, in statuses, and on standard error.
 */
class SecretsIT {
  private static final String ROLE = "canary";
  private static final String PASSWORD = "Zq7canary/9 Wx%'x";
  private static final String KEY = "sk-Zq7canarykey9Wx";

  @TempDir private Path folder;

  private final PostgresServer server = PostgresServer.shared();
  private final List<String> said = new ArrayList<>();
  private Database database;

  @BeforeEach
  void create() {
    database = server.create();
    server
        .administration()
        .execute(
            "DROP ROLE IF EXISTS %s; CREATE ROLE %s SUPERUSER LOGIN PASSWORD '%s'"
                .formatted(ROLE, ROLE, PASSWORD.replace("'", "''")));
  }

  @AfterEach
  void drop() {
    database.close();
    server.administration().execute("DROP ROLE " + ROLE);
  }

  private String encoded() {
    return URLEncoder.encode(PASSWORD, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private String uri(String database, int port, String parameters) {
    return "postgres://%s:%s@127.0.0.1:%d/%s?connect_timeout=20%s"
        .formatted(ROLE, encoded(), port, database, parameters);
  }

  private String keywords() {
    return "host=127.0.0.1 port=%d user=%s password = '%s' dbname=%s"
        .formatted(server.port(), ROLE, PASSWORD.replace("'", "\\'"), database.name());
  }

  private static ObjectNode spec(String connectionString) {
    return new ObjectMapper()
        .createObjectNode()
        .put("connection_string", connectionString)
        .put("pgx_log_level", "trace")
        .put("retry_timeout", "1s");
  }

  /** Tries a spec in every way there is, and keeps what was said of it. */
  private void use(PluginProcess plugin, String json) {
    TestConnection.Response tested =
        plugin
            .client()
            .calls()
            .testConnection(
                TestConnection.Request.newBuilder().setSpec(ByteString.copyFromUtf8(json)).build());
    said.add("tested: " + tested.getSuccess() + tested.getFailureCode());
    said.add(tested.getFailureDescription());
    keepFailure(() -> plugin.client().init(json));
    SampleTable wanted = new SampleTable("t").column("id", SampleTypes.int64());
    SampleTable other = new SampleTable("t").column("id", SampleTypes.text());
    keepFailure(() ->
        plugin
            .client()
            .write(WriteMessages.migrate(wanted), WriteMessages.insert(wanted, SampleRow.row(1L))));
    keepFailure(() -> plugin.client().write(WriteMessages.migrate(other)));
    keepFailure(
        () -> plugin.client().write(WriteMessages.insert(other, SampleRow.row("no number"))));
    keepFailure(() -> plugin.client().read(wanted));
  }

  private void keepFailure(Runnable call) {
    try {
      call.run();
    } catch (StatusRuntimeException failure) {
      said.add(String.valueOf(failure.getStatus()));
      said.add(String.valueOf(failure.getTrailers()));
    }
  }

  private void run(Map<String, String> environment, List<String> specs, String... arguments) {
    List<String> more = new ArrayList<>(List.of("--log-level", "trace"));
    more.addAll(List.of(arguments));
    PluginProcess plugin =
        PluginProcess.start(PluginBinary.path(), environment, more.toArray(String[]::new));
    try {
      specs.forEach(spec -> use(plugin, spec));
      plugin.interrupt();
    } finally {
      said.addAll(plugin.output());
      said.addAll(plugin.errors());
      plugin.close();
    }
  }

  private void assertNothingIsTold() {
    for (String secret : List.of(PASSWORD, KEY)) {
      byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
      assertThat(String.join("\n", said))
          .doesNotContain(
              secret,
              secret.substring(0, 10),
              secret.substring(secret.length() - 6),
              URLEncoder.encode(secret, StandardCharsets.UTF_8),
              Base64.getEncoder().encodeToString(bytes),
              HexFormat.of().formatHex(bytes));
    }
  }

  @Test
  void connection_strings_good_and_bad() {
    List<String> specs = new ArrayList<>();
    specs.add(spec(uri(database.name(), server.port(), "")).toString());
    specs.add(spec(keywords()).toString());
    specs.add(spec(uri("no_such_database", server.port(), "")).toString());
    specs.add(spec(uri(database.name(), 1, "")).toString());
    specs.add(spec(uri(database.name(), server.port(), "&sslmode=require")).toString());
    specs.add(spec(uri(database.name(), server.port(), "&search_path=nowhere")).toString());
    specs.add(spec(uri(database.name(), server.port(), "&no_such_setting=1")).toString());
    specs.add(spec(uri(database.name(), server.port(), "").replace(ROLE, "postgres")).toString());
    specs.add(spec(keywords() + " port=none").toString());
    specs.add(spec("postgres://canary:" + PASSWORD + "@h/d").toString());
    specs.add(spec("host=h password=" + PASSWORD).toString());
    specs.add(spec(keywords()).toString().replaceFirst("\"pgx", "pgx"));
    specs.add(spec(keywords()).put("batch_timeout", "soon!").put("batch_size", "many").toString());
    run(Map.of(), specs);

    assertThat(said).as("some specs are good").contains("tested: true");
    assertThat(said).as("what the driver sends is told").anyMatch(line -> line.contains("FE=>"));
    assertNothingIsTold();
  }

  @Test
  void an_api_key() {
    ObjectNode spec = spec(keywords());
    ObjectNode config = spec.putObject("pgvector_config");
    config
        .putArray("tables")
        .addObject()
        .put("table_name", "t")
        .putArray("embed_columns")
        .add("id");
    config
        .putObject("embedding")
        .put("dimensions", 3)
        .put("api_key", KEY)
        .put("model_name", "m")
        .put("base_url", "http://127.0.0.1:1/v1");
    String bad = spec.toString().replace("\"dimensions\":3", "\"dimensions\":\"three\"");
    run(Map.of(), List.of(spec.toString(), bad, spec.toString() + "]"));

    assertNothingIsTold();
  }

  @Test
  void the_environment_and_files() throws Exception {
    String named =
        "host=127.0.0.1 port=%d user=%s dbname=%s".formatted(server.port(), ROLE, database.name());
    Path passwords = folder.resolve("passwords");
    Files.writeString(passwords, "*:*:*:*:" + PASSWORD.replace("\\", "\\\\") + "\n");
    Files.setPosixFilePermissions(passwords, PosixFilePermissions.fromString("rw-------"));
    Path services = folder.resolve("services");
    Files.writeString(services, "[db]\npassword=" + PASSWORD + "\n");
    Path broken = folder.resolve("broken");
    Files.writeString(broken, "[db]\n" + PASSWORD + "\n");
    run(
        Map.of("PGPASSWORD", PASSWORD),
        List.of(
            spec(named).toString(),
            spec(named + " passfile=" + passwords).toString(),
            spec(named + " service=db servicefile=" + services).toString(),
            spec(named + " service=db servicefile=" + broken).toString()));
    run(Map.of("PGPASSFILE", passwords.toString()), List.of(spec(named).toString()));

    assertThat(said.stream().filter(line -> line.equals("tested: true"))).hasSizeGreaterThan(3);
    assertNothingIsTold();
  }

  @Test
  void headers_for_the_collector() throws Exception {
    List<String> specs = List.of(spec(keywords()).toString());
    run(
        Map.of(),
        specs,
        "--otel-endpoint",
        "127.0.0.1:1",
        "--otel-endpoint-insecure",
        "--otel-endpoint-headers",
        "authorization=" + KEY);
    try (ReceivingCollector collector = new ReceivingCollector()) {
      run(
          Map.of(),
          specs,
          "--otel-endpoint",
          collector.endpoint(),
          "--otel-endpoint-insecure",
          "--otel-endpoint-headers",
          "authorization=" + KEY);

      assertThat(collector.authorizations()).isNotEmpty().containsOnly(KEY);
      said.addAll(collector.said());
    }

    assertNothingIsTold();
  }
}
