package io.cqdestination.benchmark;

import io.cqdestination.fixtures.postgres.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What a long run looks like from outside, every ten seconds in which rows are sent: pace, memory
 * and processor time of the plugin, WAL of the server. Used by one thread.
 */
final class LongRunLog {
  private static final double LOOK_SECONDS = 10;
  private static final double GIB = 1 << 30;

  private final long pid;
  private final Database database;
  private final List<String> csv =
      new ArrayList<>(
          List.of("phase,seconds,rows,gib,rows_per_second,resident_mib,processor_seconds,wal_gib"));
  private String phase = "";
  private long rows;
  private long bytes;
  private long rowsLooked;
  private Spent spent = Spent.NOTHING;
  private Spent resumed = Spent.NOTHING;
  private double lookedAt;

  /**
   * @param pid the plugin's
   */
  LongRunLog(long pid, Database database) {
    this.pid = pid;
    this.database = database;
  }

  /** Counts from 0 again. Nothing counts until {@link #resume}. */
  void begin(String name) {
    phase = name;
    rows = 0;
    bytes = 0;
    rowsLooked = 0;
    spent = Spent.NOTHING;
    lookedAt = 0;
  }

  void resume() {
    resumed = now();
  }

  /** What happens until {@link #resume} is no part of the run. */
  void pause() throws IOException {
    look();
    spent = spent.plus(now().minus(resumed));
    lookedAt = spent.seconds();
  }

  /** Takes a look when one is due. */
  void sent(int moreRows, int moreBytes) throws IOException {
    rows += moreRows;
    bytes += moreBytes;
    double seconds = spent.seconds() + System.nanoTime() / 1e9 - resumed.seconds();
    if (seconds - lookedAt >= LOOK_SECONDS) {
      look();
    }
  }

  void write(Path file) throws IOException {
    Files.write(file, csv);
  }

  private void look() throws IOException {
    Spent total = spent.plus(now().minus(resumed));
    String line =
        String.format(
            Locale.ROOT,
            "%s,%.1f,%d,%.2f,%.0f,%d,%.1f,%.2f",
            phase,
            total.seconds(),
            rows,
            bytes / GIB,
            (rows - rowsLooked) / (total.seconds() - lookedAt),
            PluginMeasurement.residentMebibytes(pid),
            total.processorSeconds(),
            total.walBytes() / GIB);
    lookedAt = total.seconds();
    rowsLooked = rows;
    System.out.println(line);
    csv.add(line);
  }

  private Spent now() {
    String wal = database.value("SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')");
    return new Spent(
        System.nanoTime() / 1e9,
        PluginMeasurement.processorSeconds(pid),
        Double.parseDouble(Objects.requireNonNull(wal)));
  }

  /** Since some moment. */
  private record Spent(double seconds, double processorSeconds, double walBytes) {
    static final Spent NOTHING = new Spent(0, 0, 0);

    Spent plus(Spent more) {
      return new Spent(
          seconds + more.seconds,
          processorSeconds + more.processorSeconds,
          walBytes + more.walBytes);
    }

    Spent minus(Spent before) {
      return new Spent(
          seconds - before.seconds,
          processorSeconds - before.processorSeconds,
          walBytes - before.walBytes);
    }
  }
}
