package io.cqdestination.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudquery.plugin.v3.Write;
import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.testkit.Await;
import io.cqdestination.testkit.arrow.SampleRow;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.arrow.SampleTypes;
import io.cqdestination.testkit.plugin.PluginProcess;
import io.cqdestination.testkit.plugin.WriteMessages;
import io.cqdestination.testkit.plugin.WriteStream;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Syncs that become visible at once, under the eyes of a reader, while the plugin and its sessions
 * are killed (system properties {@code rounds} and {@code seed}).
 */
class PublicationIT {
  private static final int ROUNDS = Integer.getInteger("rounds", 8);
  private static final long SEED = Long.getLong("seed", 20_261_129);
  private static final int TABLES = 40;
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final List<SampleTable> ALL =
      IntStream.range(0, TABLES).mapToObj(PublicationIT::table).toList();

  /** The plugin's sessions that bring rows into the tables. */
  private static final String PUBLISHING =
      """
      FROM pg_stat_activity WHERE datname = current_database() AND state = 'active'
        AND query LIKE '%INSERT INTO "public"%'\
      """;

  private static final String PLUGIN =
      "FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'cloudquery%'";

  private static SampleTable table(int number) {
    return SampleTable.synced("t%02d".formatted(number))
        .column("id", SampleTypes.int64())
        .column("version", SampleTypes.int64())
        .primaryKey("id");
  }

  @Test
  @Timeout(value = 3_600)
  void a_reader_never_sees_a_state_between_two_syncs() throws Exception {
    try (Database database = PostgresServer.shared().create();
        SnapshotReader reader = new SnapshotReader(database, ALL)) {
      PluginProcess plugin = start(database);
      try {
        assertThat(isWritten(plugin, messages(1, new Random(SEED)), -1, () -> {})).isTrue();
        reader.start();
        long visible = 1;
        for (int round = 2; round <= ROUNDS + 1; round++) {
          Random random = new Random(SEED + round);
          if (!plugin.isRunning()) {
            plugin.close();
            plugin = start(database);
          }
          PluginProcess current = plugin;
          boolean written = strike(database, current, round, random);
          long seen = reader.version();
          assertThat(seen).as("seed %d, round %d", SEED, round).isIn(visible, (long) round);
          if (written) {
            assertThat(seen).as("acknowledged in round %d", round).isEqualTo(round);
          }
          visible = seen;
        }
        if (!plugin.isRunning()) {
          plugin.close();
          plugin = start(database);
        }
        assertThat(isWritten(plugin, messages(ROUNDS + 2, new Random(SEED)), -1, () -> {}))
            .isTrue();
        assertThat(reader.stop()).as("looks at all tables").isGreaterThan(ROUNDS);
        assertThat(database.value("SELECT count(*) FROM pg_namespace WHERE nspname ~ '^cq_stage'"))
            .isEqualTo("0");
      } finally {
        plugin.close();
      }
    }
  }

  private static PluginProcess start(Database database) {
    PluginProcess plugin = PluginProcess.start(PluginBinary.path());
    plugin
        .client()
        .init(
            "{\"connection_string\": \"%s\", \"publish\": \"at_end\", \"batch_size\": 20}"
                .formatted(database.connectionString()));
    return plugin;
  }

  /** Whether the sync was acknowledged that something strikes, or nothing. */
  private static boolean strike(Database database, PluginProcess plugin, int round, Random random) {
    List<Write.Request> messages = messages(round, random);
    int at = random.nextInt(messages.size());
    Runnable terminateAll = () -> database.rows("SELECT pg_terminate_backend(pid) " + PLUGIN);
    Runnable terminateOne =
        () ->
            database.rows(
                "SELECT pg_terminate_backend(pid) " + PLUGIN + " ORDER BY random() LIMIT 1");
    return switch (random.nextInt(7)) {
      case 0 -> isWritten(plugin, messages, at, plugin::kill);
      case 1 -> isWritten(plugin, messages, at, terminateAll);
      case 2 -> isWritten(plugin, messages, at, terminateOne);
      case 3 -> whilePublishing(database, plugin, messages, plugin::kill);
      case 4 -> whilePublishing(database, plugin, messages, terminateAll);
      case 5 -> whilePublishing(database, plugin, messages, terminateOne);
      default -> isWritten(plugin, messages, -1, () -> {});
    };
  }

  private static boolean whilePublishing(
      Database database, PluginProcess plugin, List<Write.Request> messages, Runnable strike) {
    CompletableFuture<Boolean> written =
        CompletableFuture.supplyAsync(
            () -> isWritten(plugin, messages, -1, () -> {}), Thread::startVirtualThread);
    Await.until(
        LIMIT,
        "the sync is published, or over",
        () ->
            written.isDone()
                || !Objects.equals(database.value("SELECT count(*) " + PUBLISHING), "0"));
    strike.run();
    return written.join();
  }

  /**
   * Plays a sync.
   *
   * @param at before which message something strikes; -1 for none
   */
  private static boolean isWritten(
      PluginProcess plugin, List<Write.Request> messages, int at, Runnable strike) {
    try {
      WriteStream write = plugin.client().openWrite();
      for (int i = 0; i < messages.size(); i++) {
        if (i == at) {
          strike.run();
        }
        write.send(messages.get(i));
      }
      write.finish();
      return true;
    } catch (StatusRuntimeException failed) {
      return false;
    }
  }

  /** A sync after which every table has as many rows, and all of them its version. */
  private static List<Write.Request> messages(int version, Random random) {
    Instant time = START.plus(Duration.ofDays(version));
    List<Write.Request> messages = new ArrayList<>();
    for (SampleTable table : ALL) {
      for (long id = 0; id < 30 + version % 5; id++) {
        messages.add(
            WriteMessages.insert(table, SampleRow.synced("src", time, id, (long) version)));
      }
    }
    Collections.shuffle(messages, random);
    messages.addAll(0, ALL.stream().map(WriteMessages::migrate).collect(Collectors.toList()));
    ALL.forEach(table -> messages.add(WriteMessages.deleteStale(table.name(), "src", time)));
    return messages;
  }
}
