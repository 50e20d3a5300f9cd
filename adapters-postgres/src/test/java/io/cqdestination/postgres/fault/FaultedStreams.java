package io.cqdestination.postgres.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.sync.SyncSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One stream into some tables, with a fault, and what has to hold afterwards: acknowledged rows are
 * there, as the model has them; after an error a table holds whole batches up to some point; and
 * nothing is held any more.
 */
final class FaultedStreams {
  /** What happens before a message is sent. */
  @FunctionalInterface
  interface Interlude {
    void beforeMessage() throws Exception;
  }

  private final FaultWorld world;
  private final List<RandomStream> streams;

  /**
   * Two tables.
   *
   * @param rows of each table
   */
  FaultedStreams(FaultWorld world, WriteMode mode, int rows, Random random) {
    this(world, Map.of("a", mode, "b", mode), rows, random);
  }

  private FaultedStreams(FaultWorld world, Map<String, WriteMode> tables, int rows, Random random) {
    this.world = world;
    this.streams =
        new TreeMap<>(tables)
            .entrySet().stream()
                .map(table -> stream(table.getKey(), table.getValue(), rows, random))
                .toList();
  }

  /**
   * Many tables in every mode.
   *
   * @param rows of each table, fewer than a batch takes
   */
  static FaultedStreams ofManyTables(FaultWorld world, int tables, int rows, Random random) {
    Map<String, WriteMode> modes = new TreeMap<>();
    for (int i = 0; i < tables; i++) {
      modes.put("t%03d".formatted(i), WriteMode.values()[i % WriteMode.values().length]);
    }
    return new FaultedStreams(world, modes, rows, random);
  }

  private RandomStream stream(String table, WriteMode mode, int rows, Random random) {
    RandomStream stream = new RandomStream(mode, table, rows, FaultWorld.BATCH_ROWS, random);
    world.create(mode, stream);
    return stream;
  }

  /** Writes while the fault strikes, and checks what came of it. */
  void write(Fault fault) throws Exception {
    fault.prepare().make(world);
    Outcome outcome;
    try (SyncSession session = world.session();
        Gate gate = gate(fault)) {
      CompletableFuture<Outcome> end = CompletableFuture.supplyAsync(() -> send(session, () -> {}));
      if (gate != null) {
        gate.awaitArrival();
        fault.inside().orElseThrow().at(world, gate);
        if (!fault.staysShut()) {
          gate.close();
        }
      }
      outcome = end.get(FaultWorld.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
    world.proxy().restore();
    fault
        .failure()
        .ifPresentOrElse(
            words -> assertThat(outcome.failure()).get().asString().contains("table", words),
            () -> assertThat(outcome.failure()).isEmpty());
    assertRows(outcome);
    world.assertNothingIsLeft();
  }

  private @Nullable Gate gate(Fault fault) throws Exception {
    return fault.inside().isEmpty() ? null : Gate.before(world.sql(), streams.getFirst().table());
  }

  /** Sends the records of all tables by turns. */
  Outcome send(SyncSession session, Interlude interlude) {
    List<List<RecordBatch>> records = new ArrayList<>();
    streams.forEach(stream -> records.add(stream.records()));
    try {
      int most = records.stream().mapToInt(List::size).max().orElse(0);
      for (int i = 0; i < most; i++) {
        for (List<RecordBatch> table : records) {
          if (i < table.size()) {
            interlude.beforeMessage();
            session.accept(FaultWorld.insert(table.get(i)));
          }
        }
      }
      session.finish();
      return Outcome.acknowledged();
    } catch (DestinationException failure) {
      return Outcome.failed(failure.getMessage());
    } catch (Exception broken) {
      throw new AssertionError("the test itself failed", broken);
    }
  }

  /** The gated table. */
  RandomStream first() {
    return streams.getFirst();
  }

  void assertRows(Outcome outcome) {
    for (RandomStream stream : streams) {
      List<List<Long>> rows = world.rows(stream);
      if (outcome.isAcknowledged()) {
        assertThat(rows).as("table %s", stream.table().name()).isEqualTo(stream.model().whole());
      } else {
        assertThat(stream.model().batchesIn(rows))
            .as("whole batches in table %s: %s", stream.table().name(), rows)
            .isNotNegative();
      }
    }
  }
}
