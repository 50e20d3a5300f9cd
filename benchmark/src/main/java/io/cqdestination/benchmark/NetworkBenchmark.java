package io.cqdestination.benchmark;

import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures the packaged plugin over lines of several lengths, beside the least that plain SQL or
 * COPY takes over the same line: an inventory of many small tables, into an empty database and
 * again, and rows in bulk. Only the ratios mean something on another machine.
 */
public final class NetworkBenchmark {
  private static final List<Integer> ROUND_TRIP_MILLIS = List.of(0, 1, 30, 100);
  private static final int TABLES = 300;
  private static final int ROWS = 10_000;
  private static final int BULK_ROWS = 200_000;
  private static final int ROWS_A_RECORD = 100;

  /** Deleted rows that wait for VACUUM, and bytes of WAL. */
  private record Waste(long deadRows, long walBytes) {}

  private final Path binary;
  private final int rounds;
  private final PostgresServer server;
  private final List<String> csv =
      new ArrayList<>(List.of("case,round_trip_ms,ours_seconds,floor_seconds,ratio"));

  private NetworkBenchmark(Path binary, int rounds, PostgresServer server) {
    this.binary = binary;
    this.rounds = rounds;
    this.server = server;
  }

  /**
   * @param arguments the plugin's executable, the number of rounds, the CSV file to write
   */
  public static void main(String... arguments) throws IOException, SQLException {
    try (PostgresServer server = BenchmarkServer.start("off")) {
      NetworkBenchmark benchmark =
          new NetworkBenchmark(Path.of(arguments[0]), Integer.parseInt(arguments[1]), server);
      System.out.printf(
          "%-18s %10s %9s %9s %8s%n", "case", "round trip", "plugin", "floor", "ratio");
      for (int millis : ROUND_TRIP_MILLIS) {
        try (LatencyLine line = new LatencyLine(server, Duration.ofMillis(millis))) {
          benchmark.inventory(millis, line);
          benchmark.bulk(millis, line);
        }
      }
      Files.write(Path.of(arguments[2]), benchmark.csv);
    }
  }

  private void inventory(int millis, LatencyLine line) throws IOException, SQLException {
    List<Double> first = new ArrayList<>();
    List<Double> again = new ArrayList<>();
    List<Double> firstFloor = new ArrayList<>();
    List<Double> againFloor = new ArrayList<>();
    Waste waste = new Waste(0, 0);
    try (RecordedStream one = InventoryStream.record(TABLES, ROWS, 0);
        RecordedStream other = InventoryStream.record(TABLES, ROWS, 1)) {
      for (int round = 0; round < rounds; round++) {
        Database database = server.create();
        database.execute("CHECKPOINT");
        first.add(
            PluginMeasurement.of(binary, database.connectionString(line.port()), one)
                .writeSeconds());
        Waste before = waste(database);
        again.add(
            PluginMeasurement.of(binary, database.connectionString(line.port()), other)
                .writeSeconds());
        Waste after = waste(database);
        waste =
            new Waste(after.deadRows() - before.deadRows(), after.walBytes() - before.walBytes());
        InventoryFloor floor = new InventoryFloor(database, one.tables(), 1);
        firstFloor.add(floor.first(line.port()));
        againFloor.add(floor.again(line.port()));
      }
    }
    report("inventory, first", millis, first, firstFloor);
    report("inventory, again", millis, again, againFloor);
    System.out.printf(
        "  again: %d dead rows for %d rows replaced, %.1f MiB of WAL%n",
        waste.deadRows(), ROWS, waste.walBytes() / 1048576.0);
  }

  private void bulk(int millis, LatencyLine line) throws IOException, SQLException {
    List<Double> ours = new ArrayList<>();
    List<Double> floors = new ArrayList<>();
    try (RecordedStream stream =
        RecordedStream.record(Shape.WIDE, 1, false, BULK_ROWS, ROWS_A_RECORD)) {
      Database database = server.create();
      var _ = PluginMeasurement.of(binary, database.connectionString(), stream);
      String table = stream.tables().getFirst();
      try (Floor floor = new Floor(database, stream.tables())) {
        for (int round = 0; round < rounds; round++) {
          database.execute("TRUNCATE " + table);
          database.execute("CHECKPOINT");
          floors.add(floor.append(line.port()));
          database.execute("TRUNCATE " + table);
          database.execute("CHECKPOINT");
          ours.add(
              PluginMeasurement.of(binary, database.connectionString(line.port()), stream)
                  .writeSeconds());
        }
      }
    }
    report("bulk append", millis, ours, floors);
  }

  private static Waste waste(Database database) {
    return new Waste(
        Long.parseLong(
            String.valueOf(
                database.value("SELECT coalesce(sum(n_dead_tup), 0) FROM pg_stat_user_tables"))),
        Long.parseLong(
            String.valueOf(
                database.value("SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint"))));
  }

  private void report(String name, int millis, List<Double> ours, List<Double> floors) {
    double seconds = Median.of(ours, Double::doubleValue);
    double floor = Median.of(floors, Double::doubleValue);
    System.out.printf(
        Locale.ROOT,
        "%-18s %7d ms %7.2f s %7.2f s %6.2f x%n",
        name,
        millis,
        seconds,
        floor,
        seconds / floor);
    csv.add(
        String.format(
            Locale.ROOT,
            "\"%s\",%d,%.2f,%.2f,%.2f",
            name,
            millis,
            seconds,
            floor,
            seconds / floor));
  }
}
