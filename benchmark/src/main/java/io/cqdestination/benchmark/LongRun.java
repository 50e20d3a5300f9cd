package io.cqdestination.benchmark;

import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.testkit.Await;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.plugin.PluginProcess;
import io.cqdestination.testkit.plugin.WriteMessages;
import io.cqdestination.testkit.plugin.WriteStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One process of the plugin that is sent more rows than a disk holds, for as long as that takes:
 * wide rows added to three hundred tables in one sync, then syncs that bring the same rows of three
 * hundred others again and again, and delete what is stale. A tenth of the rows is in the tables at
 * most: then they are counted, and emptied or replaced. At the start, in the middle and at the end
 * of both parts the plugin is measured beside the server alone.
 */
public final class LongRun {
  private static final int TABLES = 300;
  private static final int ROWS_A_RECORD = 100;

  /** Parts of the added rows, between which the tables are emptied. */
  private static final int PARTS = 10;

  /** The first of which meets empty tables; each brings a part. */
  private static final int SYNCS = 6;

  /** Of a run of any length; a shorter one has as many as it has in a part. */
  private static final long PROBE_ROWS = 300_000;

  private static final Duration LONGEST = Duration.ofDays(1);

  /**
   * How long the last rows of a part wait for more; others are written long before, as memory is
   * full.
   */
  private static final int BATCH_TIMEOUT_SECONDS = 2;

  private static final Duration UNTIL_WRITTEN = Duration.ofSeconds(120);

  private final PluginProcess plugin;
  private final Database database;
  private final LongRunLog log;
  private final long partRows;
  private final List<String> ratios = new ArrayList<>(List.of(LongRunProbe.CSV_HEADER));

  private LongRun(PluginProcess plugin, Database database, long rows) {
    this.plugin = plugin;
    this.database = database;
    this.log = new LongRunLog(plugin.pid(), database);
    long record = (long) PARTS * ROWS_A_RECORD;
    this.partRows = (rows + record - 1) / record * ROWS_A_RECORD;
  }

  /**
   * @param arguments the plugin's executable, the number of rows to add, the folder for the CSV
   *     files
   */
  public static void main(String... arguments) throws IOException, SQLException {
    Path folder = Path.of(arguments[2]);
    try (PostgresServer server = BenchmarkServer.start("on");
        PluginProcess plugin = PluginProcess.start(Path.of(arguments[0]).toAbsolutePath())) {
      LongRun run = new LongRun(plugin, server.create(), Long.parseLong(arguments[1]));
      plugin.client().init(run.spec());
      run.append();
      run.overwrite();
      run.log.write(folder.resolve("long-run.csv"));
      Files.write(folder.resolve("long-run-ratios.csv"), run.ratios);
    }
  }

  private String spec() {
    return "{\"connection_string\": \"%s\", \"batch_timeout\": \"%ds\"}"
        .formatted(database.connectionString(), BATCH_TIMEOUT_SECONDS);
  }

  private void append() throws IOException, SQLException {
    List<SampleTable> tables = tables("appended", false);
    List<NumberedInsert> inserts = inserts(tables);
    log.begin("append");
    try (LongRunProbe probe = probe("append", false)) {
      probe(probe, "start");
      WriteStream stream = open(tables);
      for (int part = 0; part < PARTS; part++) {
        log.resume();
        send(stream, inserts, part * partRows, 0);
        log.pause();
        if (part < PARTS - 1) {
          awaitRows(tables);
          tables.forEach(this::empty);
        }
        if (part == PARTS / 2 - 1) {
          probe(probe, "middle");
        }
      }
      stream.finish();
      awaitRows(tables);
      probe(probe, "end");
    }
    tables.forEach(table -> database.execute("DROP TABLE " + table.name()));
  }

  private void overwrite() throws IOException, SQLException {
    List<SampleTable> tables = tables("replaced", true);
    List<NumberedInsert> inserts = inserts(tables);
    log.begin("overwrite");
    try (LongRunProbe probe = probe("overwrite", true)) {
      probe(probe, "start");
      for (int sync = 0; sync < SYNCS; sync++) {
        log.resume();
        WriteStream stream = open(tables);
        send(stream, inserts, 0, sync);
        for (SampleTable table : tables) {
          stream.send(
              WriteMessages.deleteStale(table.name(), Shape.SOURCE, InventoryStream.time(sync)));
        }
        stream.finish();
        log.pause();
        awaitRows(tables);
        if (sync == SYNCS / 2 - 1) {
          probe(probe, "middle");
        }
      }
      probe(probe, "end");
    }
  }

  /** The tables are there when it returns: a short part is sent before they would be made. */
  private WriteStream open(List<SampleTable> tables) {
    plugin.client().write(tables.stream().map(WriteMessages::migrate).toList());
    return plugin.client().openWrite(LONGEST);
  }

  /** A part of the rows, record by record over all tables. */
  private void send(WriteStream stream, List<NumberedInsert> inserts, long first, int sync)
      throws IOException {
    for (long row = 0; row < partRows && !stream.hasEnded(); row += ROWS_A_RECORD) {
      int table = (int) (row / ROWS_A_RECORD % inserts.size());
      byte[] message = inserts.get(table).message(first + row, sync);
      stream.sendSerialized(message);
      log.sent(ROWS_A_RECORD, message.length);
    }
  }

  /** Each row of the part is there, and no other. */
  private void awaitRows(List<SampleTable> tables) {
    String counts =
        tables.stream()
            .map(table -> "SELECT count(*) AS rows FROM " + table.name())
            .collect(Collectors.joining(" UNION ALL "));
    Await.until(
        UNTIL_WRITTEN,
        partRows + " rows are there",
        () ->
            Long.toString(partRows)
                .equals(database.value("SELECT sum(rows) FROM (" + counts + ") AS counts")));
  }

  /** Autovacuum gives way to who waits for longer than that. */
  private void empty(SampleTable table) {
    database.execute("SET deadlock_timeout = '10ms'; TRUNCATE " + table.name());
  }

  private LongRunProbe probe(String phase, boolean keyed) throws IOException, SQLException {
    int rows = (int) Math.min(PROBE_ROWS, partRows);
    return new LongRunProbe(phase, database, plugin.client(), TABLES, keyed, rows);
  }

  private void probe(LongRunProbe probe, String moment) throws IOException, SQLException {
    String line = probe.measure(moment, plugin.client());
    System.out.println(line);
    ratios.add(line);
  }

  private static List<SampleTable> tables(String name, boolean keyed) {
    return IntStream.range(0, TABLES)
        .mapToObj(i -> Shape.WIDE.table(name + "_" + i, keyed))
        .toList();
  }

  private static List<NumberedInsert> inserts(List<SampleTable> tables) {
    Random random = new Random(1);
    return tables.stream().map(table -> new NumberedInsert(table, ROWS_A_RECORD, random)).toList();
  }
}
