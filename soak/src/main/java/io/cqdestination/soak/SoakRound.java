package io.cqdestination.soak;

import static io.cqdestination.testkit.arrow.SampleRow.row;

import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.fixtures.proxy.FaultProxy;
import io.cqdestination.testkit.arrow.SampleRow;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.arrow.SampleTypes;
import io.cqdestination.testkit.plugin.PluginProcess;
import io.cqdestination.testkit.plugin.WriteMessages;
import io.cqdestination.testkit.plugin.WriteStream;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * A few syncs into a database of their own, with faults, each followed by a look at every table.
 * Used by one thread.
 */
final class SoakRound {
  private static final Instant FIRST_SYNC = Instant.parse("2026-01-01T00:00:00Z");
  private static final String SOURCE = "soak";
  private static final int MESSAGES_A_FLUSH = 25;

  private final long seed;
  private final Path binary;
  private final PostgresServer server;
  private final Random random;
  private final RoundPlan plan;
  private final List<SampleTable> tables;
  private final List<TableModel> models;
  private final Map<Strikes.Kind, Integer> strikes = new EnumMap<>(Strikes.Kind.class);
  private final List<String> violations = new ArrayList<>();
  private long rows;
  private long required;

  SoakRound(long seed, Path binary, PostgresServer server) {
    this.seed = seed;
    this.binary = binary;
    this.server = server;
    this.random = new Random(seed);
    this.plan = RoundPlan.of(random);
    this.tables = IntStream.range(0, plan.tables()).mapToObj(i -> table("soak_" + i)).toList();
    this.models = tables.stream().map(table -> new TableModel(table.name())).toList();
  }

  private SampleTable table(String name) {
    SampleTable table =
        SampleTable.synced(name)
            .column("id", SampleTypes.int64())
            .column("value", SampleTypes.int64())
            .column("payload", SampleTypes.text());
    return plan.mode().hasKey() ? table.primaryKey("id") : table;
  }

  RoundResult run() throws InterruptedException {
    int finished = 0;
    try (Database database = server.create()) {
      for (int sync = 1; sync <= plan.syncs(); sync++) {
        if (sync(database, sync)) {
          finished++;
        }
        database.awaitNoSession();
        compare(database);
      }
    }
    return new RoundResult(seed, plan, finished, rows, required, strikes, violations);
  }

  /** Whether it ended well. */
  private boolean sync(Database database, int sync) throws InterruptedException {
    try (FaultProxy proxy = FaultProxy.to(server);
        PluginProcess plugin = PluginProcess.start(binary);
        RivalSession rival = new RivalSession(database, rivalled(), seed)) {
      plugin
          .client()
          .init(
              "{\"connection_string\": \"%s\", \"batch_size\": %d, \"retry_timeout\": \"50s\"}"
                  .formatted(database.connectionString(proxy.port()), plan.batchRows()));
      Strikes kills = new Strikes(database, proxy, random);
      boolean finished = send(plugin, kills, sync);
      kills.counts().forEach((kind, count) -> strikes.merge(kind, count, Integer::sum));
      return finished;
    }
  }

  private List<String> rivalled() {
    return plan.rival() ? tables.stream().map(SampleTable::name).toList() : List.of();
  }

  private boolean send(PluginProcess plugin, Strikes kills, int sync) {
    boolean deleting = false;
    try {
      WriteStream stream = plugin.client().openWriteStream();
      tables.forEach(table -> stream.send(WriteMessages.migrate(table)));
      for (int message = 0; message < plan.messages() && plugin.isRunning(); message++) {
        if (plan.strikeEvery() > 0 && random.nextInt(plan.strikeEvery()) == 0) {
          kills.strike(plugin);
        }
        insert(stream, sync);
        if (random.nextInt(MESSAGES_A_FLUSH) == 0 && stream.flush(message) != null) {
          models.forEach(TableModel::acknowledged);
        }
      }
      if (plan.mode().deletesStale()) {
        deleting = true;
        tables.forEach(
            table -> stream.send(WriteMessages.deleteStale(table.name(), SOURCE, time(sync))));
      }
      stream.finish();
      models.forEach(TableModel::acknowledged);
      if (deleting) {
        models.forEach(model -> model.deletedBefore(sync));
      }
      return true;
    } catch (StatusRuntimeException failure) {
      if (deleting) {
        models.forEach(model -> model.perhapsDeletedBefore(sync));
      }
      if (!kills.haveEndedThePlugin()) {
        violations.add("sync %d failed though the plugin lived: %s".formatted(sync, failure));
      }
      return false;
    }
  }

  private void insert(WriteStream stream, int sync) {
    int table = random.nextInt(plan.tables());
    SampleRow[] some = new SampleRow[1 + random.nextInt(plan.rowsAMessage())];
    for (int i = 0; i < some.length; i++) {
      long value = rows++;
      long id = plan.mode().hasKey() ? random.nextInt(plan.ids()) : value;
      int letters = plan.payload() == 0 ? 0 : (int) (value % plan.payload());
      models.get(table).sent(new TableModel.Row(id, value, letters), sync);
      some[i] =
          row(
              time(sync),
              SOURCE,
              new UUID(random.nextLong(), random.nextLong()),
              null,
              id,
              value,
              "x".repeat(letters));
    }
    stream.send(WriteMessages.insert(tables.get(table), some));
  }

  private void compare(Database database) {
    Map<String, List<TableModel.Row>> found = StoredRows.read(database);
    for (TableModel model : models) {
      required += model.required();
      String wrong = model.compare(found.getOrDefault(model.name(), List.of()));
      if (wrong != null) {
        violations.add(wrong);
      }
    }
  }

  private static Instant time(int sync) {
    return FIRST_SYNC.plus(Duration.ofHours(sync));
  }
}
