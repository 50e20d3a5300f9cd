package io.cqdestination.benchmark;

import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.testkit.arrow.SampleRow;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.plugin.PluginProcess;
import io.cqdestination.testkit.plugin.WriteMessages;
import io.cqdestination.testkit.plugin.WriteStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * One sync that lasts for minutes: wide rows appended to several tables, as fast as the plugin
 * takes them, with a look at its pace, memory and processor time every ten seconds. The records are
 * made before, and sent again and again, so the tables have no unique column; they are emptied
 * every minute, as no disk holds the whole.
 */
public final class LongRun {
  private static final int TABLES = 20;
  private static final int RECORDS_A_TABLE = 50;
  private static final int ROWS_A_RECORD = 100;
  private static final Duration LOOK = Duration.ofSeconds(10);
  private static final int LOOKS_UNTIL_EMPTIED = 6;

  /** What the end of the sync may take beyond its minutes. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Duration length;
  private final List<String> csv =
      new ArrayList<>(List.of("seconds,rows,rows_per_second,resident_mib,processor_seconds"));
  private long rows;
  private long rowsBefore;

  private LongRun(Duration length) {
    this.length = length;
  }

  /**
   * @param arguments the plugin's executable, the number of minutes, the CSV file to write
   */
  public static void main(String... arguments) throws IOException {
    LongRun run = new LongRun(Duration.ofMinutes(Long.parseLong(arguments[1])));
    try (PostgresServer server = BenchmarkServer.start("on");
        PluginProcess plugin = PluginProcess.start(Path.of(arguments[0]).toAbsolutePath())) {
      run.sync(server.create(), plugin);
    }
    Files.write(Path.of(arguments[2]), run.csv);
  }

  private void sync(Database database, PluginProcess plugin) throws IOException {
    List<SampleTable> tables =
        IntStream.range(0, TABLES).mapToObj(i -> Shape.WIDE.table("long_" + i, false)).toList();
    List<byte[]> records = records(tables);
    plugin.client().init("{\"connection_string\": \"%s\"}".formatted(database.connectionString()));
    plugin.client().write(tables.stream().map(WriteMessages::migrate).toList());
    tables.forEach(table ->
        database.execute(
            "ALTER TABLE %1$s DROP CONSTRAINT %1$s__cq_id_key".formatted(table.name())));
    WriteStream stream = plugin.client().openWrite(length.plus(PATIENCE));
    long begun = System.nanoTime();
    long nextLook = begun + LOOK.toNanos();
    int looks = 0;
    for (int i = 0; System.nanoTime() < begun + length.toNanos() && !stream.hasEnded(); i++) {
      stream.sendSerialized(records.get(i % records.size()));
      rows += ROWS_A_RECORD;
      if (System.nanoTime() > nextLook) {
        nextLook += LOOK.toNanos();
        look((System.nanoTime() - begun) / 1e9, plugin.pid());
        if (++looks % LOOKS_UNTIL_EMPTIED == 0) {
          tables.forEach(table -> database.execute("TRUNCATE " + table.name()));
        }
      }
    }
    stream.finish();
    look((System.nanoTime() - begun) / 1e9, plugin.pid());
  }

  /** Of all tables by turns. */
  private static List<byte[]> records(List<SampleTable> tables) {
    List<byte[]> records = new ArrayList<>();
    Random random = new Random(1);
    for (int record = 0; record < RECORDS_A_TABLE; record++) {
      for (SampleTable table : tables) {
        SampleRow[] some = new SampleRow[ROWS_A_RECORD];
        for (int i = 0; i < some.length; i++) {
          some[i] = Shape.WIDE.row((long) record * ROWS_A_RECORD + i, random);
        }
        records.add(WriteMessages.insert(table, some).toByteArray());
      }
    }
    return records;
  }

  private void look(double seconds, long pid) throws IOException {
    String line =
        String.format(
            Locale.ROOT,
            "%.0f,%d,%.0f,%d,%.2f",
            seconds,
            rows,
            (rows - rowsBefore) / (double) LOOK.toSeconds(),
            residentMebibytes(pid),
            PluginMeasurement.processorSeconds(pid));
    rowsBefore = rows;
    System.out.println(line);
    csv.add(line);
  }

  /** Linux counts it (proc(5), VmRSS, in kB). */
  private static long residentMebibytes(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
        .findFirst()
        .orElse(0);
  }
}
