package io.cqdestination.app.assembly;

import static io.cqdestination.testkit.arrow.SampleRow.synced;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.failure.DestinationException.NotReady;
import io.cqdestination.core.measure.SyncMeter;
import io.cqdestination.core.migration.MigrationMode;
import io.cqdestination.core.migration.WantedTable;
import io.cqdestination.core.sync.ConnectionTestResult;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.Table;
import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.Flavour;
import io.cqdestination.grpc.server.PluginServer;
import io.cqdestination.grpc.service.PluginInfo;
import io.cqdestination.grpc.service.PluginServices;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.arrow.SampleTypes;
import io.cqdestination.testkit.plugin.PluginClient;
import io.cqdestination.testkit.plugin.WriteMessages;
import io.cqdestination.testkit.plugin.WriteStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Everything goes into the schema that the spec names, which a search path need not know. */
class NamedSchemaTest {
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant SECOND = Instant.parse("2026-01-02T00:00:00Z");
  private static final SampleTable HOSTS =
      SampleTable.synced("hosts").column("name", SampleTypes.text());
  private static final SampleTable KEYED_HOSTS = HOSTS.primaryKey("name");
  private static final String CREATE = ", \"create_schema\": true";

  @TempDir private Path folder;

  private final PluginComponent plugin = DaggerPluginComponent.factory().create(SyncMeter.NONE);

  private static byte[] bytes(String spec) {
    return spec.getBytes(StandardCharsets.UTF_8);
  }

  /** The search path leads to no schema but to that of the disguise. */
  private static String spec(Flavour flavour, Database database, String schema, String more) {
    String path =
        switch (flavour) {
          case POSTGRES -> "nowhere";
          case COCKROACH -> "disguise,pg_catalog";
        };
    return "{\"connection_string\": \"%s&search_path=%s\", \"schema\": \"%s\"%s}"
        .formatted(database.connectionString(), path, schema, more);
  }

  @ParameterizedTest
  @EnumSource
  void two_sources_have_schemas_of_their_own_at_the_same_time(Flavour flavour) throws IOException {
    Path socket = folder.resolve("plugin.sock");
    try (Database database = flavour.create();
        PluginServer server =
            new PluginServer(
                UnixDomainSocketAddress.of(socket),
                new PluginServices(
                    new PluginInfo("postgresql", "1.2.3"), plugin.destinationFactory()))) {
      server.start();
      try (PluginClient client = PluginClient.unix(socket)) {
        client.init(spec(flavour, database, "My \\\"aws\\\"", CREATE));
        WriteStream first = client.openWrite();
        client.init(spec(flavour, database, "gcp", CREATE));
        WriteStream second = client.openWrite();
        first.send(WriteMessages.migrate(KEYED_HOSTS));
        second.send(WriteMessages.migrate(HOSTS));
        first.send(
            WriteMessages.insert(KEYED_HOSTS, synced("a", FIRST, "x"), synced("a", FIRST, "y")));
        first.send(WriteMessages.insert(KEYED_HOSTS, synced("a", SECOND, "y")));
        first.send(WriteMessages.deleteStale("hosts", "a", SECOND));
        second.send(WriteMessages.insert(HOSTS, synced("g", FIRST, "z"), synced("g", FIRST, "z")));
        first.finish();
        second.finish();

        assertThat(database.rows("select name from \"My \"\"aws\"\"\".hosts"))
            .containsExactly(List.of("y"));
        assertThat(database.rows("select name from gcp.hosts"))
            .containsExactly(List.of("z"), List.of("z"));
        assertThat(database.value("select to_regclass('public.hosts')")).isNull();
        assertThat(client.read(HOSTS)).hasSize(2);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_plan_shows_the_schema_and_its_rights_and_makes_nothing(Flavour flavour) {
    try (Database database = flavour.create()) {
      byte[] spec =
          bytes(spec(flavour, database, "cloud", CREATE + ", \"grant_select_to\": [\"public\"]"));
      List<WantedTable> wanted =
          List.of(
              new WantedTable(
                  Table.of("t", Column.of("v", new ColumnType.TextType(false))),
                  MigrationMode.SAFE));
      String script = plugin.migrationPreview().script(spec, wanted);

      assertThat(script)
          .startsWith("create schema \"cloud\";\ngrant usage on schema \"cloud\" to public;\n")
          .contains("\"cloud\".\"t\"");
      assertThat(plugin.destinationFactory().test(spec))
          .isEqualTo(new ConnectionTestResult.Usable());
      assertThat(database.value("select count(*) from pg_namespace where nspname = 'cloud'"))
          .isEqualTo("0");

      database.execute(script);
      assertThat(plugin.migrationPreview().script(spec, wanted)).startsWith("-- nothing to do");
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_missing_schema_is_said_with_what_can_be_done(Flavour flavour) {
    try (Database database = flavour.create()) {
      byte[] spec = bytes(spec(flavour, database, "cloud", ""));

      assertThatThrownBy(() -> plugin.destinationFactory().open(spec))
          .isInstanceOf(NotReady.class)
          .hasMessageContainingAll("no schema cloud", "create_schema: true");
      assertThat(plugin.destinationFactory().test(spec))
          .isInstanceOfSatisfying(
              ConnectionTestResult.Unusable.class,
              unusable -> {
                assertThat(unusable.code()).isEqualTo("UNKNOWN_SCHEMA");
                assertThat(unusable.description()).contains("create_schema: true");
              });
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_placeholder_for_the_source_is_refused_with_the_reason(Flavour flavour) {
    try (Database database = flavour.create()) {
      byte[] spec = bytes(spec(flavour, database, "{source}", CREATE));

      assertThatThrownBy(() -> plugin.destinationFactory().open(spec))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContainingAll(
              "schema must not hold a placeholder", "a destination of its own");
      assertThat(database.value("select count(*) from pg_namespace where nspname like '%source%'"))
          .isEqualTo("0");
    }
  }
}
