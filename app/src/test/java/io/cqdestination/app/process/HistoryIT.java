package io.cqdestination.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.fixtures.embedding.FakeEmbeddingServer;
import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.PgvectorServer;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.testkit.arrow.SampleRow;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.arrow.SampleTypes;
import io.cqdestination.testkit.plugin.PluginClient;
import io.cqdestination.testkit.plugin.PluginProcess;
import io.cqdestination.testkit.plugin.WriteMessages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Histories beside what else an executable has to do with their tables. */
class HistoryIT {
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant SECOND = Instant.parse("2026-01-02T00:00:00Z");
  private static final Instant THIRD = Instant.parse("2026-01-03T00:00:00Z");
  private static final String VERSIONS =
      "SELECT name, body, extract(day from valid_from), extract(day from valid_to)"
          + " FROM pages_history ORDER BY name, valid_from";
  private static final SampleTable PAGES =
      SampleTable.synced("pages")
          .column("name", SampleTypes.text())
          .column("body", SampleTypes.text())
          .primaryKey("name");

  private PluginProcess plugin;

  @BeforeEach
  void start() {
    plugin = PluginProcess.start(PluginBinary.path());
  }

  @AfterEach
  void stop() {
    plugin.close();
  }

  private void init(String connectionString, String keys) {
    plugin
        .client()
        .init(
            "{\"connection_string\": \"%s\", \"write_history\": true%s}"
                .formatted(connectionString, keys));
  }

  private void sync(String source, Instant time, String... namesAndBodies) {
    SampleRow[] rows = new SampleRow[namesAndBodies.length / 2];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = SampleRow.synced(source, time, namesAndBodies[2 * i], namesAndBodies[2 * i + 1]);
    }
    PluginClient client = plugin.client();
    client.write(
        WriteMessages.insert(PAGES, rows), WriteMessages.deleteStale("pages", source, time));
  }

  @Test
  void each_source_ends_its_own_versions() {
    try (Database database = PostgresServer.shared().create()) {
      init(database.connectionString(), "");
      plugin.client().write(WriteMessages.migrate(PAGES));
      sync("one", FIRST, "a", "1", "b", "1");
      sync("two", FIRST, "c", "1", "d", "1");
      sync("one", SECOND, "a", "1");
      sync("two", THIRD, "c", "2");

      assertThat(database.rows(VERSIONS))
          .containsExactly(
              version("a", "1", "1", null),
              version("b", "1", "1", "2"),
              version("c", "1", "1", "3"),
              version("c", "2", "3", null),
              version("d", "1", "1", "3"));
    }
  }

  @Test
  void texts_are_embedded_and_their_versions_kept() {
    String absence = PgvectorServer.absence();
    Assumptions.assumeTrue(absence == null, absence);
    try (FakeEmbeddingServer api = FakeEmbeddingServer.start();
        Database database = PgvectorServer.shared().create()) {
      init(
          database.connectionString(),
          """
          , "pgvector_config": {
            "tables": [{"source_table_name": "pages", "target_table_name": "pages_embeddings",
              "embed_columns": ["body"], "metadata_columns": ["name"]}],
            "openai_embedding": {"dimensions": 8, "api_key": "sk-0123456789", "model_name": "m",
              "base_url": "%s", "max_retries": 0}}\
          """
              .formatted(api.baseUrl()));
      plugin.client().write(WriteMessages.migrate(PAGES));
      sync("src", FIRST, "a", "one", "b", "two");
      sync("src", SECOND, "a", "three");

      assertThat(database.rows("SELECT name, chunk FROM pages_embeddings"))
          .containsExactly(List.of("a", "three"));
      assertThat(database.rows(VERSIONS))
          .containsExactly(
              version("a", "one", "1", "2"),
              version("a", "three", "2", null),
              version("b", "two", "1", "2"));
    }
  }

  /** What is written then takes arrays, as COPY and temporary tables are refused. */
  @Test
  void a_role_without_temporary_tables_writes_into_tables_with_policies() {
    try (Database database = PostgresServer.shared().create()) {
      init(database.connectionString(), "");
      plugin.client().write(WriteMessages.migrate(PAGES));
      database.execute(
          """
          CREATE ROLE %1$s_writer LOGIN PASSWORD 'writer';
          REVOKE TEMPORARY ON DATABASE %1$s FROM PUBLIC;
          GRANT SELECT, INSERT, UPDATE, DELETE ON pages TO %1$s_writer;
          GRANT SELECT, INSERT, UPDATE ON pages_history TO %1$s_writer;
          ALTER TABLE pages ENABLE ROW LEVEL SECURITY;
          ALTER TABLE pages_history ENABLE ROW LEVEL SECURITY;
          CREATE POLICY all_rows ON pages USING (true);
          CREATE POLICY all_rows ON pages_history USING (true)\
          """
              .formatted(database.name()));
      try {
        init(
            "postgresql://%s_writer:writer@%s:%d/%s?sslmode=disable"
                .formatted(
                    database.name(),
                    PostgresServer.HOST,
                    database.server().port(),
                    database.name()),
            "");
        sync("src", FIRST, "a", "1", "b", "1");
        sync("src", SECOND, "a", "2");

        assertThat(database.rows(VERSIONS))
            .containsExactly(
                version("a", "1", "1", "2"),
                version("a", "2", "2", null),
                version("b", "1", "1", "2"));
      } finally {
        plugin.close();
        database.execute(
            "DROP OWNED BY %1$s_writer; DROP ROLE %1$s_writer".formatted(database.name()));
      }
    }
  }

  @Test
  void a_plan_shows_the_history_and_the_rows_that_begin_it(@TempDir Path folder) throws Exception {
    try (DatabaseCommands commands = DatabaseCommands.in(folder)) {
      String file = commands.eventsFile();
      assertThat(commands.run("load", "-k", "id", file).errors()).isEmpty();
      String configuration = Files.readString(commands.configuration());
      Files.writeString(commands.configuration(), configuration + "    write_history: true\n");

      PluginBinary.Outcome plan = commands.run("plan", "-k", "id", file);

      assertThat(plan.errors()).isEmpty();
      assertThat(plan.output())
          .contains(
              "-- table events_history: created",
              "create unique index",
              "insert into \"public\".\"events_history\"",
              "create function \"public\".\"events_at\"");
      commands.database().execute(plan.output());
      assertThat(commands.run("plan", "-k", "id", file).output()).startsWith("-- nothing to do");
      assertThat(commands.database().rows("SELECT id, v FROM events_at(now()::timestamp)"))
          .containsExactly(List.of("1", "a"));
    }
  }

  private static List<@Nullable String> version(@Nullable String... values) {
    return Arrays.asList(values);
  }
}
