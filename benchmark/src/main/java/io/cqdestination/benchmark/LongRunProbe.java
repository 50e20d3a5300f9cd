package io.cqdestination.benchmark;

import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.testkit.plugin.PluginClient;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The same rows written by a plugin that has been at work for a while and by the server alone, in
 * turns, into tables of their own, while the long run waits. Used by one thread.
 */
final class LongRunProbe implements AutoCloseable {
  static final String CSV_HEADER = "phase,moment,rows,ours_seconds,floor_seconds,ratio";

  private static final int TURNS = 3;
  private static final int ROWS_A_RECORD = 100;

  private final String phase;
  private final Database database;
  private final RecordedStream stream;
  private final Floor floor;
  private final boolean keyed;
  private final int rows;

  /**
   * @param keyed whether rows replace rows, rather than being added to empty tables
   */
  LongRunProbe(
      String phase, Database database, PluginClient client, int tables, boolean keyed, int rows)
      throws IOException, SQLException {
    this.phase = phase;
    this.database = database;
    this.keyed = keyed;
    this.rows = rows;
    stream = RecordedStream.record(Shape.WIDE, tables, keyed, rows, ROWS_A_RECORD);
    stream.send(client);
    floor = new Floor(database, stream.tables());
  }

  /** Measures both; a line of the CSV file, with the medians. */
  String measure(String moment, PluginClient client) throws IOException, SQLException {
    List<Double> ours = new ArrayList<>();
    List<Double> floors = new ArrayList<>();
    for (int turn = 0; turn < TURNS; turn++) {
      prepare();
      long start = System.nanoTime();
      stream.send(client);
      ours.add((System.nanoTime() - start) / 1e9);
      prepare();
      floors.add(keyed ? floor.upsert() : floor.append());
    }
    double oursSeconds = Median.of(ours, Double::doubleValue);
    double floorSeconds = Median.of(floors, Double::doubleValue);
    return String.format(
        Locale.ROOT,
        "%s,%s,%d,%.2f,%.2f,%.2f",
        phase,
        moment,
        rows,
        oursSeconds,
        floorSeconds,
        oursSeconds / floorSeconds);
  }

  private void prepare() throws IOException, SQLException {
    database.execute("TRUNCATE " + String.join(", ", stream.tables()));
    if (keyed) {
      floor.append();
    }
  }

  /** Removes the tables and the files. */
  @Override
  public void close() throws IOException {
    floor.close();
    stream.close();
    stream.tables().forEach(table -> database.execute("DROP TABLE " + table));
  }
}
