package io.cqdestination.postgres.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.sync.SyncSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One stream into two tables, with a fault, and what has to hold afterwards: acknowledged rows are
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
   * @param rows of each table
   */
  FaultedStreams(FaultWorld world, WriteMode mode, int rows, Random random) {
    this.world = world;
    this.streams =
        List.of(
            new RandomStream(mode, "a", rows, FaultWorld.BATCH_ROWS, random),
            new RandomStream(mode, "b", rows, FaultWorld.BATCH_ROWS, random));
    streams.forEach(stream -> world.create(mode, stream));
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

  /** Sends the records of both tables by turns. */
  Outcome send(SyncSession session, Interlude interlude) {
    List<List<RecordBatch>> records = new ArrayList<>();
    streams.forEach(stream -> records.add(stream.records()));
    try {
      for (int i = 0; i < Math.max(records.getFirst().size(), records.getLast().size()); i++) {
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
