package io.cqdestination.testkit.plugin;

import io.cloudquery.plugin.v3.Write;
import io.cqdestination.testkit.arrow.SampleRow;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.arrow.SampleTypes;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Two short syncs of many small tables and a larger one, by which the Java machine learns what
 * every sync needs: tables are made and found again, rows appended and overwritten, stale ones
 * deleted, some read.
 */
public final class TrainingRun {
  private static final int TABLES = 40;
  private static final int RECORDS = 400;
  private static final int ROWS = 20_000;
  private static final int ROWS_PER_RECORD = 50;
  private static final String SOURCE = "training";
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant SECOND = Instant.parse("2026-01-02T00:00:00Z");

  private TrainingRun() {}

  /**
   * @param arguments the executable, and the spec of an empty database
   */
  public static void main(String[] arguments) {
    train(Path.of(arguments[0]), arguments[1]);
  }

  /**
   * Runs the syncs.
   *
   * @throws IllegalStateException when the process does not end well
   */
  public static void train(Path binary, String spec) {
    try (PluginProcess plugin = PluginProcess.start(binary)) {
      PluginClient client = plugin.client();
      client.init(spec);
      client.write(small(FIRST));
      client.write(small(SECOND));
      client.write(large(table("training_appended")));
      client.write(large(table("training_keyed").primaryKey("id")));
      client.write(large(table("training_keyed").primaryKey("id")));
      client.read(table("training_0"));
      int status = plugin.interrupt();
      if (status != 0) {
        throw new IllegalStateException(
            "the plugin ended with status " + status + ": " + plugin.errors());
      }
    }
  }

  /** Rows in ones and twos, with keys, for two tables of five. */
  private static List<Write.Request> small(Instant syncTime) {
    List<SampleTable> tables = new ArrayList<>();
    for (int i = 0; i < TABLES; i++) {
      tables.add(table("training_" + i).primaryKey("id"));
    }
    List<Write.Request> messages = new ArrayList<>();
    tables.forEach(table -> messages.add(WriteMessages.migrate(table)));
    for (int i = 0; i < RECORDS; i++) {
      SampleTable table = tables.get(i % (TABLES * 2 / 5));
      messages.add(
          i % 2 == 0
              ? WriteMessages.insert(table, row(syncTime, i))
              : WriteMessages.insert(table, row(syncTime, i), row(syncTime, i + RECORDS)));
    }
    tables.forEach(
        table -> messages.add(WriteMessages.deleteStale(table.name(), SOURCE, syncTime)));
    return messages;
  }

  private static List<Write.Request> large(SampleTable table) {
    List<Write.Request> messages = new ArrayList<>();
    messages.add(WriteMessages.migrate(table));
    for (int first = 0; first < ROWS; first += ROWS_PER_RECORD) {
      SampleRow[] rows = new SampleRow[ROWS_PER_RECORD];
      for (int i = 0; i < ROWS_PER_RECORD; i++) {
        rows[i] = row(FIRST, first + i);
      }
      messages.add(WriteMessages.insert(table, rows));
    }
    return messages;
  }

  private static SampleTable table(String name) {
    return SampleTable.synced(name)
        .column("id", SampleTypes.int64())
        .column("number", SampleTypes.float64())
        .column("flag", SampleTypes.bool())
        .column("time", SampleTypes.timestamp())
        .column("text", SampleTypes.text())
        .column("tags", SampleTypes.json())
        .column("address", SampleTypes.inet())
        .column("names", SampleTypes.list(SampleTypes.text()));
  }

  private static SampleRow row(Instant syncTime, int i) {
    return SampleRow.row(
        syncTime,
        SOURCE,
        new UUID(1, i),
        null,
        (long) i,
        i / 2.0,
        i % 2 == 0,
        syncTime,
        "text " + i,
        "{\"a\": \"\\\\" + i + "\"}",
        "10.0.0.1/32",
        List.of("a", "b" + i));
  }
}
