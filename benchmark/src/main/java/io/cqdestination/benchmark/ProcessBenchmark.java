package io.cqdestination.benchmark;

import io.cqdestination.benchmark.ProcessCase.FloorKind;
import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures the packaged plugin against the server's own COPY, in turns, and prints medians. Only
 * the ratios mean something on another machine.
 */
public final class ProcessBenchmark {
  private static final List<ProcessCase> CASES =
      List.of(
          new ProcessCase(
              "append 200000 rows", Shape.WIDE, 1, false, 200_000, 100, FloorKind.COPY, 1.0),
          new ProcessCase(
              "append to 20 tables at once",
              Shape.WIDE,
              20,
              false,
              200_000,
              20,
              FloorKind.COPY,
              0.9),
          new ProcessCase(
              "overwrite an empty table",
              Shape.WIDE,
              1,
              true,
              200_000,
              100,
              FloorKind.UPSERT_EMPTY,
              0.75),
          new ProcessCase(
              "overwrite rows that exist",
              Shape.WIDE,
              1,
              true,
              200_000,
              100,
              FloorKind.UPSERT_FULL,
              1.0),
          new ProcessCase(
              "300000 messages of one row",
              Shape.NARROW,
              1,
              false,
              300_000,
              1,
              FloorKind.NONE,
              2.0),
          new ProcessCase(
              "1000 tables created", Shape.WIDE, 1_000, true, 0, 1, FloorKind.NONE, 2.0),
          new ProcessCase(
              "1000 tables unchanged",
              Shape.WIDE,
              1_000,
              true,
              0,
              1,
              FloorKind.NONE_EXISTING,
              0.3));

  private final Path binary;
  private final int rounds;

  private ProcessBenchmark(Path binary, int rounds) {
    this.binary = binary;
    this.rounds = rounds;
  }

  /**
   * @param arguments the plugin's executable, the number of rounds, the CSV file to write
   */
  public static void main(String... arguments) throws IOException, SQLException {
    ProcessBenchmark benchmark =
        new ProcessBenchmark(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    List<String> csv = new ArrayList<>(List.of(CaseResult.CSV_HEADER));
    System.out.println("floor of COPY: " + Floor.description());
    System.out.printf(
        "%-28s %9s %8s %8s  %14s %9s%n", "case", "plugin", "floor", "ratio", "target", "memory");
    List<CaseResult> results = new ArrayList<>();
    try (PostgresServer server = BenchmarkServer.start("on")) {
      for (ProcessCase next : CASES) {
        CaseResult result = benchmark.measure(next, server);
        System.out.println(result.row());
        csv.add(result.csv());
        results.add(result);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "from the start to the socket %.0f ms (target 300), to Init answered %.0f ms (target 400)%n",
        Median.of(results, CaseResult::socketMillis),
        Median.of(results, CaseResult::initMillis));
    Files.write(Path.of(arguments[2]), csv);
  }

  /**
   * The databases are left to the server's end: ext4 is several times slower to make files in the
   * minute after it has deleted thousands.
   */
  private CaseResult measure(ProcessCase next, PostgresServer server)
      throws IOException, SQLException {
    try (RecordedStream stream =
        RecordedStream.record(
            next.shape(), next.tables(), next.keyed(), next.rows(), next.rowsPerRecord())) {
      Database database = server.create();
      // Also warms up this process, the disk and the plugin's unpacked files.
      var _ = PluginMeasurement.of(binary, database, stream);
      try (Floor floor = new Floor(database, next.rows() == 0 ? List.of() : stream.tables())) {
        List<PluginMeasurement> runs = new ArrayList<>();
        List<Double> floors = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
          database = next.floor() == FloorKind.NONE ? server.create() : database;
          floors.add(floor(next.floor(), floor, database, stream.tables()));
          prepare(next.floor(), database, stream.tables());
          runs.add(PluginMeasurement.of(binary, database, stream));
        }
        return result(next, runs, floors);
      }
    }
  }

  private static double floor(FloorKind kind, Floor floor, Database database, List<String> tables)
      throws IOException, SQLException {
    prepare(kind, database, tables);
    return switch (kind) {
      case COPY -> floor.append();
      case UPSERT_EMPTY, UPSERT_FULL -> floor.upsert();
      case NONE, NONE_EXISTING -> 0;
    };
  }

  /** The tables as a run has to find them, and a checkpoint: else the runs pay for one another. */
  private static void prepare(FloorKind kind, Database database, List<String> tables) {
    switch (kind) {
      case COPY, UPSERT_EMPTY -> database.execute("TRUNCATE " + String.join(", ", tables));
      case UPSERT_FULL, NONE, NONE_EXISTING -> {}
    }
    database.execute("CHECKPOINT");
  }

  private static CaseResult result(
      ProcessCase next, List<PluginMeasurement> runs, List<Double> floors) {
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      double seconds = runs.get(i).writeSeconds();
      values.add(floors.get(i) == 0 ? seconds : seconds / floors.get(i));
    }
    return new CaseResult(
        next,
        Median.of(runs, PluginMeasurement::writeSeconds),
        Median.of(floors, Double::doubleValue),
        Median.of(values, Double::doubleValue),
        (long) Median.of(runs, PluginMeasurement::socketMillis),
        (long) Median.of(runs, PluginMeasurement::initMillis),
        (long) Median.of(runs, PluginMeasurement::peakMebibytes));
  }
}
