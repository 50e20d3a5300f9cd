package io.cqdestination.benchmark;

import io.cloudquery.plugin.v3.Write;
import io.cqdestination.fixtures.embedding.FakeEmbeddingServer;
import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.PgvectorServer;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.testkit.arrow.SampleRow;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.arrow.SampleTypes;
import io.cqdestination.testkit.plugin.PluginProcess;
import io.cqdestination.testkit.plugin.WriteMessages;
import io.cqdestination.testkit.plugin.WriteStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Measures the packaged plugin with 10,000 rows of one chunk each and an embedding API that takes
 * 200 ms for an answer, from the first request to the last answer and from the first row sent to
 * the last one committed, beside the least that the number of requests allows, and beside what a
 * client needs that does nothing but send them.
 */
public final class EmbeddingBenchmark {
  private static final int ROWS = 10_000;
  private static final int ROWS_PER_RECORD = 100;
  private static final int CONCURRENCY = 4;

  /** Bytes of a row's text; the API takes 300,000 of them a request for sure. */
  private static final int TEXT_BYTES = 990;

  private static final int TEXTS_PER_REQUEST = 300_000 / TEXT_BYTES;
  private static final Duration ANSWER_TIME = Duration.ofMillis(200);
  private static final Duration LONGEST_WRITE = Duration.ofMinutes(5);
  private static final Instant SYNC = Instant.parse("2026-01-02T03:04:05Z");

  private static final SampleTable TABLE =
      SampleTable.synced("documents")
          .column("id", SampleTypes.int64())
          .column("body", SampleTypes.text())
          .primaryKey("id");

  private EmbeddingBenchmark() {}

  /**
   * @param arguments the plugin's executable, the number of rounds, numbers a vector, and
   *     optionally rows a batch
   */
  public static void main(String... arguments) {
    String absence = PgvectorServer.absence();
    if (absence != null) {
      System.out.println("embeddings are not measured: " + absence);
      return;
    }
    Path binary = Path.of(arguments[0]);
    int dimensions = Integer.parseInt(arguments[2]);
    int batchSize = arguments.length > 3 ? Integer.parseInt(arguments[3]) : ROWS;
    List<Write.Request> records = records();
    try (PostgresServer server = PostgresServer.start(PgvectorServer.options());
        FakeEmbeddingServer api = FakeEmbeddingServer.start()) {
      api.answerAfter(ANSWER_TIME);
      for (int round = 0; round < Integer.parseInt(arguments[1]); round++) {
        try (Database database = server.create();
            PluginProcess plugin = PluginProcess.start(binary)) {
          plugin.client().init(spec(database, api, dimensions, batchSize));
          plugin.client().write(WriteMessages.migrate(TABLE));
          long floor = BareClient.millis(api, TEXTS_PER_REQUEST, ROWS, dimensions, CONCURRENCY);
          System.out.println(measure(plugin, api, records, floor, dimensions, batchSize));
        }
      }
    }
  }

  private static String measure(
      PluginProcess plugin,
      FakeEmbeddingServer api,
      List<Write.Request> records,
      long floor,
      int dimensions,
      int batchSize) {
    int requestsBefore = api.requests().size();
    api.restartClock();
    long start = System.nanoTime();
    WriteStream stream = plugin.client().openWrite(LONGEST_WRITE);
    records.forEach(stream::send);
    stream.finish();
    long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    int requests = api.requests().size() - requestsBefore;
    long embedding = api.busy().toMillis();
    long least =
        Math.ceilDiv(Math.ceilDiv(ROWS, TEXTS_PER_REQUEST), CONCURRENCY) * ANSWER_TIME.toMillis();
    return String.format(
        Locale.ROOT,
        "%d rows, %d dimensions, %d rows a batch: %d requests, least %d ms; from the first request to"
            + " the last answer %d ms: %+.1f %%; from the first row to the last commit %d ms: %+.1f %%;"
            + " a client that only sends the requests %d ms: %+.1f %%",
        ROWS,
        dimensions,
        batchSize,
        requests,
        least,
        embedding,
        percentOver(least, embedding),
        took,
        percentOver(least, took),
        floor,
        percentOver(least, floor));
  }

  private static double percentOver(long least, long measured) {
    return 100.0 * (measured - least) / least;
  }

  private static List<Write.Request> records() {
    List<Write.Request> records = new ArrayList<>();
    for (int first = 0; first < ROWS; first += ROWS_PER_RECORD) {
      SampleRow[] rows =
          IntStream.range(first, first + ROWS_PER_RECORD)
              .mapToObj(id -> SampleRow.synced("bench", SYNC, (long) id, text(id)))
              .toArray(SampleRow[]::new);
      records.add(WriteMessages.insert(TABLE, rows));
    }
    return records;
  }

  static String text(int number) {
    return "%09d ".formatted(number).repeat(TEXT_BYTES / 10);
  }

  /** The address is as those of Azure, which is asked for vectors in base64, as OpenAI is. */
  private static String spec(
      Database database, FakeEmbeddingServer api, int dimensions, int batchSize) {
    return """
    {"connection_string": "%s", "batch_size": %d, "pgvector_config": {
      "tables": [{"table_name": "documents", "embed_columns": ["body"]}],
      "embedding": {"dimensions": %d, "api_key": "key", "model_name": "m",
        "max_concurrent_requests": %d, "base_url": "%s?api-version=1"}}}\
    """
        .formatted(database.connectionString(), batchSize, dimensions, CONCURRENCY, api.baseUrl());
  }
}
