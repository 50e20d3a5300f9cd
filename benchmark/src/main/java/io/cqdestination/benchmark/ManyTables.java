package io.cqdestination.benchmark;

import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * An inventory of more and more tables, each synced once into an empty database and twice more:
 * what a table takes should not depend on how many others there are. Each sync is a process of its
 * own, as the CLI starts one.
 */
public final class ManyTables {
  private static final int ROWS_A_TABLE = 5;
  private static final int SYNCS = 3;

  private final Path binary;
  private final List<String> csv =
      new ArrayList<>(
          List.of(
              "tables,sync,seconds,milliseconds_a_table,processor_milliseconds_a_table,peak_mib"));

  private ManyTables(Path binary) {
    this.binary = binary;
  }

  /**
   * @param arguments the plugin's executable, the CSV file to write, the numbers of tables with
   *     commas between
   */
  public static void main(String... arguments) throws IOException {
    ManyTables benchmark = new ManyTables(Path.of(arguments[0]).toAbsolutePath());
    for (int tables : Stream.of(arguments[2].split(",")).mapToInt(Integer::parseInt).toArray()) {
      try (PostgresServer server = BenchmarkServer.start("on")) {
        benchmark.sync(tables, server.create());
        Files.write(Path.of(arguments[1]), benchmark.csv);
      }
    }
  }

  private void sync(int tables, Database database) throws IOException {
    for (int sync = 0; sync < SYNCS; sync++) {
      try (RecordedStream stream = InventoryStream.record(tables, tables * ROWS_A_TABLE, sync)) {
        PluginMeasurement measured = PluginMeasurement.of(binary, database, stream);
        note(tables, sync, measured);
      }
      check(database, tables);
    }
  }

  private void note(int tables, int sync, PluginMeasurement measured) {
    String line =
        String.format(
            Locale.ROOT,
            "%d,%d,%.2f,%.3f,%.3f,%d",
            tables,
            sync + 1,
            measured.writeSeconds(),
            measured.writeSeconds() * 1e3 / tables,
            measured.processorSeconds() * 1e3 / tables,
            measured.peakMebibytes());
    System.out.println(line);
    csv.add(line);
  }

  /** A sync that leaves something out is no sync. */
  private static void check(Database database, int tables) {
    String found =
        database.value(
            "SELECT count(*) FROM pg_class WHERE relkind = 'r' AND relname LIKE 'inventory\\_%'");
    if (!Integer.toString(tables).equals(found)) {
      throw new IllegalStateException("%s tables instead of %d".formatted(found, tables));
    }
  }
}
