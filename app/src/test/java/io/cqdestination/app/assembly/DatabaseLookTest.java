package io.cqdestination.app.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.failure.DestinationException.NotReady;
import io.cqdestination.core.measure.SyncMeter;
import io.cqdestination.core.migration.MigrationMode;
import io.cqdestination.core.migration.WantedTable;
import io.cqdestination.core.sync.ConnectionTestResult;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.Table;
import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.PgvectorServer;
import io.cqdestination.fixtures.postgres.PostgresServer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What is looked at in a database before anything is written, and what is said of it. */
class DatabaseLookTest {
  private static final Table PAGES =
      Table.of(
          "pages",
          new Column("_cq_id", new ColumnType.UuidType(), false, true, false),
          Column.of("body", new ColumnType.TextType(false)));

  private final PluginComponent plugin = DaggerPluginComponent.factory().create(SyncMeter.NONE);

  private static Database pgvectorDatabase() {
    String absence = PgvectorServer.absence();
    if (absence != null) {
      System.out.println("skipped: " + absence);
    }
    Assumptions.assumeTrue(absence == null, absence);
    return PgvectorServer.shared().create();
  }

  private static byte[] embedding(Database database, String more) {
    return """
    {"connection_string": "%s", "pgvector_config": {
      "tables": [{"table_name": "pages", "embed_columns": ["body"]}],
      "embedding": {"dimensions": 8, "api_key": "k", "model_name": "m"%s}}}\
    """
        .formatted(database.connectionString(), more)
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void a_plan_shows_the_extension_and_creates_nothing() {
    try (Database database = pgvectorDatabase()) {
      List<WantedTable> wanted = List.of(new WantedTable(PAGES, MigrationMode.SAFE));
      String script = plugin.migrationPreview().script(embedding(database, ""), wanted);

      assertThat(script)
          .startsWith("CREATE EXTENSION IF NOT EXISTS vector;\n")
          .contains("\"public\".vector(8)");
      assertThat(database.rows("SELECT 1 FROM pg_extension WHERE extname = 'vector'")).isEmpty();

      database.execute(script);
      assertThat(plugin.migrationPreview().script(embedding(database, ""), wanted))
          .startsWith("-- nothing to do");
    }
  }

  @Test
  void a_connection_test_finds_the_extension_and_creates_nothing() {
    try (Database database = pgvectorDatabase()) {
      assertThat(plugin.destinationFactory().test(embedding(database, ", \"index\": \"hnsw\"")))
          .isEqualTo(new ConnectionTestResult.Usable());
      assertThat(database.rows("SELECT 1 FROM pg_extension WHERE extname = 'vector'")).isEmpty();
    }
  }

  @Test
  void a_connection_test_says_what_to_install() {
    try (Database database = PostgresServer.shared().create()) {
      assertThat(plugin.destinationFactory().test(embedding(database, "")))
          .isInstanceOfSatisfying(
              ConnectionTestResult.Unusable.class,
              unusable ->
                  assertThat(unusable.description())
                      .contains("pgvector_config", "install pgvector on the server"));
    }
  }

  @Test
  void a_search_path_that_leads_nowhere_is_said_with_its_code() {
    try (Database database = PostgresServer.shared().create()) {
      byte[] spec =
          "{\"connection_string\": \"%s&search_path=no_such_schema\"}"
              .formatted(database.connectionString())
              .getBytes(StandardCharsets.UTF_8);

      assertThatThrownBy(() -> plugin.destinationFactory().open(spec))
          .isInstanceOf(NotReady.class)
          .hasMessageContainingAll("UNKNOWN_SCHEMA", "search_path", "no_such_schema");
      assertThat(plugin.destinationFactory().test(spec))
          .isInstanceOfSatisfying(
              ConnectionTestResult.Unusable.class,
              unusable -> {
                assertThat(unusable.code()).isEqualTo("UNKNOWN_SCHEMA");
                assertThat(unusable.description()).contains("search_path", "no_such_schema");
              });
    }
  }
}
