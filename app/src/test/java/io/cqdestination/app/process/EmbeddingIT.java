package io.cqdestination.app.process;

import static io.cqdestination.testkit.arrow.SampleRow.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudquery.plugin.v3.Write;
import io.cqdestination.fixtures.embedding.FakeEmbeddingServer;
import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.PgvectorServer;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.testkit.Await;
import io.cqdestination.testkit.arrow.SampleRow;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.arrow.SampleTypes;
import io.cqdestination.testkit.plugin.PluginProcess;
import io.cqdestination.testkit.plugin.WriteMessages;
import io.cqdestination.testkit.plugin.WriteStream;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Embeddings by the packaged executable, with an API of ours. */
class EmbeddingIT {
  private static final String KEY = "sk-s3cret0123456789";
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant SECOND = Instant.parse("2026-01-02T00:00:00Z");
  private static final int ROWS = 10_000;
  private static final int ROWS_PER_RECORD = 100;

  /** A request takes 300,000 bytes of texts. */
  private static final int TEXT_BYTES = 990;

  private static final int CONCURRENCY = 4;
  private static final String CHUNKS = "SELECT url, chunk FROM pages_embeddings ORDER BY chunk";

  private static final SampleTable PAGES =
      SampleTable.synced("pages")
          .column("name", SampleTypes.text())
          .column("body", SampleTypes.text())
          .column("url", SampleTypes.text())
          .primaryKey("name");

  private FakeEmbeddingServer api;
  private PluginProcess plugin;

  @BeforeEach
  void start() {
    api = FakeEmbeddingServer.start();
    plugin = PluginProcess.start(PluginBinary.path());
  }

  @AfterEach
  void stop() {
    plugin.close();
    api.close();
  }

  private static Database pgvectorDatabase() {
    String absence = PgvectorServer.absence();
    if (absence != null) {
      System.out.println("skipped: " + absence);
    }
    Assumptions.assumeTrue(absence == null, absence);
    return PgvectorServer.shared().create();
  }

  private String spec(Database database, String more) {
    return """
    {"connection_string": "%s"%s, "pgvector_config": {
      "tables": [{"source_table_name": "pages", "target_table_name": "pages_embeddings",
        "embed_columns": ["name", "body"], "metadata_columns": ["url"]}],
      "openai_embedding": {"dimensions": 8, "api_key": "%s", "model_name": "m",
        "base_url": "%s", "max_retries": 0}}}\
    """
        .formatted(database.connectionString(), more, KEY, api.baseUrl());
  }

  private static SampleRow page(Instant time, String name, String body) {
    return SampleRow.synced("src", time, name, body, "u");
  }

  @Test
  void texts_are_embedded_once_and_stale_ones_go() {
    try (Database database = pgvectorDatabase()) {
      plugin.client().init(spec(database, ""));
      plugin
          .client()
          .write(
              WriteMessages.migrate(PAGES),
              WriteMessages.insert(PAGES, page(FIRST, "a", "one"), page(FIRST, "b", "two")));
      assertThat(database.rows(CHUNKS))
          .containsExactly(List.of("u", "a\none"), List.of("u", "b\ntwo"));
      assertThat(api.requests()).hasSize(1);

      plugin
          .client()
          .write(
              WriteMessages.migrate(PAGES),
              WriteMessages.insert(PAGES, page(SECOND, "a", "one")),
              WriteMessages.deleteStale("pages", "src", SECOND));
      assertThat(database.rows(CHUNKS)).containsExactly(List.of("u", "a\none"));
    }
    assertThat(api.texts()).containsExactly("a\none", "b\ntwo");
    assertThat(plugin.output()).anyMatch(line -> line.contains("2 chunks embedded, 1 reused"));
  }

  @ParameterizedTest
  @CsvSource({"10000, 34, 34", "100, 34, 100"})
  void many_chunks_fill_requests_and_as_many_are_under_way_as_may_be(
      int batchSize, int fewestRequests, int mostRequests) {
    int textsPerRequest = 300_000 / TEXT_BYTES;
    assertThat(Math.ceilDiv(ROWS, textsPerRequest)).isEqualTo(fewestRequests);
    SampleTable other = new SampleTable("other").column("id", SampleTypes.int64());
    try (Database database = pgvectorDatabase()) {
      plugin.client().init(spec(database, ", \"batch_size\": " + batchSize));
      plugin.client().write(WriteMessages.migrate(PAGES), WriteMessages.migrate(other));
      api.shut();
      WriteStream stream = plugin.client().openWrite(LIMIT);
      for (int first = 0; first < ROWS; first += ROWS_PER_RECORD) {
        stream.send(WriteMessages.insert(PAGES, longPages(first, first + ROWS_PER_RECORD)));
        SampleRow[] others =
            IntStream.range(first, first + ROWS_PER_RECORD)
                .mapToObj(id -> row((long) id))
                .toArray(SampleRow[]::new);
        stream.send(WriteMessages.insert(other, others));
      }

      Await.until(LIMIT, "every place is taken", () -> api.waiting() == CONCURRENCY);
      Await.until(
          LIMIT,
          "full batches of the other table are written meanwhile",
          () -> ROWS == Integer.parseInt(database.value("SELECT count(*) FROM other")));
      assertThat(database.value("SELECT count(*) FROM pages")).isEqualTo("0");
      api.open();
      stream.finish();
      assertThat(database.value("SELECT count(*) FROM pages_embeddings"))
          .isEqualTo(String.valueOf(ROWS));
    }
    assertThat(api.mostWaiting()).isEqualTo(CONCURRENCY);
    assertThat(api.requests()).hasSizeBetween(fewestRequests, mostRequests);
    assertThat(api.texts()).doesNotHaveDuplicates().hasSize(ROWS);
  }

  private static SampleRow[] longPages(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(id -> page(FIRST, "%09d".formatted(id), "x".repeat(TEXT_BYTES - 10)))
        .toArray(SampleRow[]::new);
  }

  @Test
  void what_comes_again_with_other_metadata_asks_for_nothing_in_any_mode() {
    SampleTable appended =
        new SampleTable("pages")
            .column("_cq_sync_time", SampleTypes.timestamp())
            .column("_cq_source_name", SampleTypes.text())
            .column("_cq_id", SampleTypes.uuid())
            .column("_cq_parent_id", SampleTypes.uuid())
            .column("name", SampleTypes.text())
            .column("body", SampleTypes.text())
            .column("url", SampleTypes.text());
    for (SampleTable table : List.of(PAGES, appended)) {
      try (Database database = pgvectorDatabase()) {
        plugin.client().init(spec(database, ""));
        plugin.client().write(WriteMessages.migrate(table), insert(table, FIRST, "before"));
        int before = api.requests().size();
        plugin.client().write(WriteMessages.migrate(table), insert(table, SECOND, "after"));
        if (table != appended) {
          plugin.client().write(WriteMessages.deleteStale("pages", "src", SECOND));
        }

        assertThat(api.requests()).hasSize(before);
        assertThat(database.rows(CHUNKS)).containsExactly(List.of("after", "a\none"));
      }
    }
  }

  /** A row that has the same id in every sync. */
  private static Write.Request insert(SampleTable table, Instant time, String url) {
    return WriteMessages.insert(table, row(time, "src", new UUID(0, 1), null, "a", "one", url));
  }

  @Test
  void rows_of_other_tables_are_not_held_up() {
    SampleTable other = new SampleTable("other").column("id", SampleTypes.int64());
    try (Database database = pgvectorDatabase()) {
      plugin.client().init(spec(database, ", \"batch_size\": 1"));
      plugin.client().write(WriteMessages.migrate(PAGES), WriteMessages.migrate(other));
      api.shut();
      WriteStream stream = plugin.client().openWrite(LIMIT);
      stream.send(WriteMessages.insert(PAGES, page(FIRST, "a", "one"), page(FIRST, "b", "two")));
      stream.send(WriteMessages.insert(other, row(1L)));

      Await.until(
          LIMIT,
          "the other table has its row",
          () -> "1".equals(database.value("SELECT count(*) FROM other")));
      Await.until(LIMIT, "both batches ask", () -> api.requests().size() == 2);
      assertThat(database.value("SELECT count(*) FROM pages")).isEqualTo("0");
      api.open();
      stream.finish();
      assertThat(database.rows(CHUNKS)).hasSize(2);
    }
  }

  @Test
  void a_refusal_names_the_table_and_the_reason_and_never_the_key() {
    try (Database database = pgvectorDatabase()) {
      plugin.client().init(spec(database, ""));
      plugin.client().write(WriteMessages.migrate(PAGES));
      api.answerWith(401);

      assertThatThrownBy(
              () -> plugin.client().write(WriteMessages.insert(PAGES, page(FIRST, "a", "one"))))
          .isInstanceOf(StatusRuntimeException.class)
          .hasMessageContainingAll("table pages", "HTTP 401", "refused: ")
          .hasMessageNotContaining("s3cret");
      assertThat(database.value("SELECT count(*) FROM pages")).isEqualTo("0");
    }
    assertThat(api.requests()).hasSize(1);
    plugin.interrupt();
    assertThat(plugin.output()).noneMatch(line -> line.contains("s3cret"));
  }

  @Test
  void a_server_without_the_extension_is_refused_at_init() {
    try (Database database = PostgresServer.shared().create()) {
      assertThatThrownBy(() -> plugin.client().init(spec(database, "")))
          .isInstanceOfSatisfying(
              StatusRuntimeException.class,
              refusal ->
                  assertThat(refusal.getStatus().getCode())
                      .isEqualTo(Status.Code.FAILED_PRECONDITION))
          .hasMessageContainingAll("pgvector_config", "install pgvector");
    }
  }
}
