package io.cqdestination.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudquery.plugin.v3.Write;
import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.testkit.arrow.SampleRow;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.arrow.SampleTypes;
import io.cqdestination.testkit.plugin.PluginProcess;
import io.cqdestination.testkit.plugin.WriteMessages;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A sync that is split over processes: all write into the same tables at the same time. */
class SeveralProcessesIT {
  private static final int TABLES = 5;
  private static final int ROWS = 200;
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant SECOND = Instant.parse("2026-01-02T00:00:00Z");

  @Test
  void shards_make_the_same_tables_overwrite_shared_rows_and_delete_only_their_own_stale_ones()
      throws Exception {
    try (Database database = PostgresServer.shared().create();
        PluginProcess one = PluginProcess.start(PluginBinary.path());
        PluginProcess two = PluginProcess.start(PluginBinary.path())) {
      one.client().init(SyncIT.spec(database));
      two.client().init(SyncIT.spec(database));

      atOnce(one, sync("aws_1_2", FIRST, 0, ROWS), two, sync("aws_2_2", FIRST, ROWS, 2 * ROWS));
      assertThat(rows(database)).containsOnly(2 * ROWS);

      // The first shard lost half of its rows; both bring a hundred rows of the other's keys.
      atOnce(
          one,
          sync("aws_1_2", SECOND, ROWS / 2, ROWS + 100),
          two,
          sync("aws_2_2", SECOND, ROWS - 100, 2 * ROWS));

      assertThat(rows(database)).containsOnly(2 * ROWS - ROWS / 2);
      for (int table = 0; table < TABLES; table++) {
        assertThat(
                database.value(
                    "SELECT count(*) FROM shared_%d WHERE _cq_sync_time <> '2026-01-02'"
                        .formatted(table)))
            .isEqualTo("0");
      }
    }
  }

  private static List<Integer> rows(Database database) {
    List<Integer> counts = new ArrayList<>();
    for (int table = 0; table < TABLES; table++) {
      counts.add(
          Integer.valueOf(database.value("SELECT count(*) FROM shared_%d".formatted(table))));
    }
    return counts;
  }

  private static void atOnce(
      PluginProcess one, List<Write.Request> first, PluginProcess two, List<Write.Request> second)
      throws Exception {
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> done :
          clients.invokeAll(List.of(writing(one, first), writing(two, second)))) {
        done.get();
      }
    }
  }

  private static Callable<Void> writing(PluginProcess plugin, List<Write.Request> messages) {
    return () -> {
      plugin.client().write(messages);
      return null;
    };
  }

  /** Ten rows a record, the tables in turn, as a source sends them. */
  private static List<Write.Request> sync(String source, Instant time, int from, int to) {
    List<Write.Request> messages = new ArrayList<>();
    for (int table = 0; table < TABLES; table++) {
      messages.add(WriteMessages.migrate(table(table)));
    }
    for (int id = from; id < to; id += 10) {
      for (int table = 0; table < TABLES; table++) {
        SampleRow[] rows = new SampleRow[Math.min(10, to - id)];
        for (int row = 0; row < rows.length; row++) {
          rows[row] = SampleRow.synced(source, time, (long) id + row);
        }
        messages.add(WriteMessages.insert(table(table), rows));
      }
    }
    for (int table = 0; table < TABLES; table++) {
      messages.add(WriteMessages.deleteStale("shared_" + table, source, time));
    }
    return messages;
  }

  private static SampleTable table(int number) {
    return SampleTable.synced("shared_" + number)
        .column("id", SampleTypes.int64())
        .primaryKey("id");
  }
}
