package example.duckdb;

import io.cqdestination.testkit.arrow.SampleRow;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.arrow.SampleTypes;
import io.cqdestination.testkit.plugin.PluginClient;
import io.cqdestination.testkit.plugin.PluginProcess;
import io.cqdestination.testkit.plugin.WriteMessages;
import io.cqdestination.testkit.plugin.WriteStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Measures how long 200,000 wide rows take: through the plugin's executable, which is started anew
 * each time, and with DuckDB's appender in this process.
 */
final class LoadSpeed {
  private static final int ROWS = 200_000;
  private static final int ROWS_A_MESSAGE = 1_000;
  private static final int ROUNDS = 7;
  private static final int GROUPS = 8;
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private LoadSpeed() {}

  /**
   * @param arguments the executable
   */
  public static void main(String[] arguments) throws Exception {
    Path executable = Path.of(arguments[0]);
    List<SampleRow> rows = rows();
    List<byte[]> messages = messages(rows);
    List<Long> appender = new ArrayList<>();
    List<Long> plugin = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      appender.add(append(rows));
      plugin.add(send(executable, messages));
      System.out.printf("appender %d ms, plugin %d ms%n", appender.getLast(), plugin.getLast());
    }
    appender.sort(null);
    plugin.sort(null);
    System.out.printf(
        "median of %d: appender %d ms, plugin %d ms: %.2f × the appender's speed%n",
        ROUNDS,
        appender.get(ROUNDS / 2),
        plugin.get(ROUNDS / 2),
        (double) appender.get(ROUNDS / 2) / plugin.get(ROUNDS / 2));
  }

  /** 33 columns: eight times a number, two texts and a ratio, and a uuid. */
  private static SampleTable table() {
    SampleTable table = new SampleTable("wide").column("id", SampleTypes.uuid());
    for (int i = 0; i < GROUPS; i++) {
      table =
          table
              .column("number" + i, SampleTypes.int64())
              .column("word" + i, SampleTypes.text())
              .column("text" + i, SampleTypes.text())
              .column("ratio" + i, SampleTypes.float64());
    }
    return table;
  }

  private static List<SampleRow> rows() {
    List<SampleRow> rows = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      List<Object> values = new ArrayList<>(List.of(new UUID(row, ~row)));
      for (int i = 0; i < GROUPS; i++) {
        values.add((long) row * i);
        values.add("w" + row % 100);
        values.add("a text of row " + row + " in group " + i);
        values.add(row / 7.0);
      }
      rows.add(new SampleRow(values));
    }
    return rows;
  }

  private static List<byte[]> messages(List<SampleRow> rows) {
    List<byte[]> messages = new ArrayList<>();
    for (int from = 0; from < ROWS; from += ROWS_A_MESSAGE) {
      SampleRow[] some = rows.subList(from, from + ROWS_A_MESSAGE).toArray(SampleRow[]::new);
      messages.add(WriteMessages.insert(table(), some).toByteArray());
    }
    return messages;
  }

  private static long append(List<SampleRow> rows) throws Exception {
    Path folder = Files.createTempDirectory("speed");
    try (DuckDBConnection connection =
        (DuckDBConnection)
            DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("appender.duckdb"))) {
      StringBuilder columns = new StringBuilder("id UUID");
      for (int i = 0; i < GROUPS; i++) {
        columns.append(
            ", number%d BIGINT, word%d VARCHAR, text%d VARCHAR, ratio%d DOUBLE"
                .formatted(i, i, i, i));
      }
      try (Statement statement = connection.createStatement()) {
        statement.execute("CREATE TABLE wide (%s)".formatted(columns));
      }
      connection.setAutoCommit(false);
      long begun = System.nanoTime();
      try (DuckDBAppender appender = connection.createAppender("main", "wide")) {
        for (SampleRow row : rows) {
          append(appender, row);
        }
        appender.flush();
      }
      connection.commit();
      return millis(begun);
    }
  }

  private static void append(DuckDBAppender appender, SampleRow row) throws Exception {
    appender.beginRow();
    for (Object value : row.values()) {
      switch (value) {
        case UUID uuid -> appender.append(uuid);
        case Long number -> appender.append(number.longValue());
        case String text -> appender.append(text);
        case Double ratio -> appender.append(ratio.doubleValue());
        default -> throw new IllegalStateException("no such value: " + value);
      }
    }
    appender.endRow();
  }

  private static long send(Path executable, List<byte[]> messages) throws Exception {
    Path folder = Files.createTempDirectory("speed");
    try (PluginProcess plugin = PluginProcess.start(executable)) {
      PluginClient client = plugin.client();
      client.init("{\"path\": \"%s\"}".formatted(folder.resolve("plugin.duckdb")));
      client.write(WriteMessages.migrate(table()));
      long begun = System.nanoTime();
      WriteStream stream = client.openWrite(LIMIT);
      messages.forEach(stream::sendSerialized);
      stream.finish();
      return millis(begun);
    }
  }

  private static long millis(long begun) {
    return (System.nanoTime() - begun) / 1_000_000;
  }
}
