package io.cqdestination.core.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.core.failure.DestinationException.NotReady;
import io.cqdestination.core.failure.DestinationException.Transient;
import io.cqdestination.core.sync.SampleRows;
import io.cqdestination.core.table.Table;
import io.cqdestination.testkit.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HeldBatchWriterTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final List<List<String>> written = Collections.synchronizedList(new ArrayList<>());
  private BatchStore store = _ -> {};
  private final HeldBatchWriter writer =
      new HeldBatchWriter(this::write, 2, new TransactionLimits(10, 1_000_000), LIMIT);

  /** The batches of a transaction, each as its table and its rows' numbers. */
  private void write(List<HeldBatch> batches) {
    store.write(batches);
    written.add(batches.stream().map(HeldBatchWriterTest::words).toList());
  }

  private static String words(HeldBatch batch) {
    return batch.tableName()
        + batch.records().stream()
            .flatMap(record -> SampleRows.rows(record, 0, record.rowCount()).stream())
            .map(row -> row.get("id"))
            .toList();
  }

  @AfterEach
  void close() {
    writer.close();
  }

  @Test
  void smallBatchesThatAreDueTogetherShareATransaction() throws Exception {
    commit(batch("a", 1, 2), batch("b", 3), batch("c", 1, 2, 3, 4, 5, 6, 7, 8), batch("d", 4));
    assertThat(written)
        .containsExactlyInAnyOrder(
            List.of("a[1, 2]", "b[3]"), List.of("c[1, 2, 3, 4, 5, 6, 7, 8]", "d[4]"));
  }

  @Test
  void batchesOfATableAreWrittenInTheirOrder() throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    store =
        batches -> {
          if (words(batches.getFirst()).equals("a[1]")) {
            await(first);
          }
        };
    List<CompletableFuture<Void>> outcomes = new ArrayList<>();
    for (long id = 1; id < 5; id++) {
      outcomes.addAll(writer.commit(List.of(batch("a", id))));
    }
    CompletableFuture<Void> other = writer.commit(List.of(batch("b", 9))).getFirst();
    await(other);
    assertThat(written).containsExactly(List.of("b[9]"));
    first.countDown();
    for (CompletableFuture<Void> outcome : outcomes) {
      await(outcome);
    }
    assertThat(written)
        .containsExactly(
            List.of("b[9]"), List.of("a[1]"), List.of("a[2]"), List.of("a[3]"), List.of("a[4]"));
  }

  @Test
  void ofSeveralBatchesOnlyTheRefusedOneFails() {
    store = batches -> refuse(batches, "b");
    List<CompletableFuture<Void>> outcomes =
        writer.commit(List.of(batch("a", 1), batch("b", 2), batch("c", 3)));
    assertThat(failure(outcomes.get(1))).isInstanceOf(DatabaseRefused.class);
    assertThat(outcomes.get(0)).succeedsWithin(LIMIT);
    assertThat(outcomes.get(2)).succeedsWithin(LIMIT);
    assertThat(written).containsExactlyInAnyOrder(List.of("a[1]"), List.of("c[3]"));
  }

  @Test
  void whatComesBehindAFailureIsWrittenWhenItWasReported() throws Exception {
    store = batches -> refuse(batches, "a");
    CompletableFuture<Void> refused = writer.commit(List.of(batch("a", 1))).getFirst();
    CompletableFuture<Void> behind = writer.commit(List.of(batch("a", 2))).getFirst();
    assertThat(failure(refused)).isInstanceOf(DatabaseRefused.class);
    assertThat(failure(behind)).isInstanceOf(Transient.class).hasMessageContaining("earlier batch");
    store = _ -> {};
    assertThat(failure(writer.commit(List.of(batch("a", 3))).getFirst()))
        .hasMessageContaining("earlier batch");
    writer.tablesChanged(List.of());
    commit(batch("a", 4));
    assertThat(written).containsExactly(List.of("a[4]"));
  }

  @Test
  void whatMayPassIsTriedAgain() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    store =
        _ -> {
          if (attempts.incrementAndGet() < 3) {
            throw new Transient("busy", null);
          }
        };
    commit(batch("a", 1), batch("b", 2));
    assertThat(written).containsExactly(List.of("a[1]", "b[2]"));
    assertThat(writer.retries()).isEqualTo(2);
  }

  @Test
  void whenTheTimeIsOverNothingIsTriedAgain() {
    try (HeldBatchWriter impatient =
        new HeldBatchWriter(
            _ -> {
              throw new Transient("busy", null);
            },
            1,
            TransactionLimits.ORDINARY,
            Duration.ZERO)) {
      OpenBatch first = held(impatient, "a", 1);
      OpenBatch second = held(impatient, "b", 2);
      assertThat(impatient.commit(List.of(first, second)))
          .allSatisfy(outcome ->
              assertThat(failure(outcome))
                  .isInstanceOf(Transient.class)
                  .hasMessage("given up after 1 attempts: busy"));
    }
  }

  @Test
  void theEndOfTheStreamEndsWaitingAndWhatComesLater() {
    store =
        _ -> {
          throw new Transient("busy", null);
        };
    CompletableFuture<Void> retried = writer.commit(List.of(batch("a", 1))).getFirst();
    Await.until(LIMIT, "a batch is tried again", () -> writer.retries() > 0);
    CompletableFuture<Void> waiting = writer.commit(List.of(batch("a", 2))).getFirst();
    writer.close();
    assertThat(failure(retried)).isInstanceOf(NotReady.class);
    assertThat(failure(waiting)).isInstanceOf(DestinationException.class);
    assertThat(failure(writer.commit(List.of(batch("b", 1))).getFirst()))
        .isInstanceOf(NotReady.class);
    assertThat(written).isEmpty();
  }

  @Test
  void theEndOfTheStreamBreaksOffWhatRuns() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    HeldBatchWriter broken =
        new HeldBatchWriter(
            new BatchStore() {
              @Override
              public void write(List<HeldBatch> batches) {
                running.countDown();
                await(cancelled);
                throw new Transient("the line is dead", null);
              }

              @Override
              public void cancel() {
                cancelled.countDown();
              }
            },
            1,
            TransactionLimits.ORDINARY,
            LIMIT);
    CompletableFuture<Void> outcome = broken.commit(List.of(held(broken, "a", 1))).getFirst();
    await(running);
    broken.close();
    assertThat(outcome).isDone();
    assertThat(failure(outcome)).isInstanceOf(NotReady.class);
  }

  private static void refuse(List<HeldBatch> batches, String tableName) {
    if (batches.stream().anyMatch(batch -> batch.tableName().equals(tableName))) {
      throw new DatabaseRefused("table " + tableName + " is refused", null);
    }
  }

  private OpenBatch batch(String tableName, long... ids) {
    return held(writer, tableName, ids);
  }

  private static OpenBatch held(HeldBatchWriter writer, String tableName, long... ids) {
    Table table = SampleRows.table(tableName, false, List.of("note"));
    OpenBatch batch = writer.open(tableName);
    for (long id : ids) {
      batch.add(SampleRows.record(table, List.of(SampleRows.row(id, "n"))), 0, 1);
    }
    assertThat(batch.rows()).isEqualTo(ids.length);
    assertThat(batch.bytes()).isPositive();
    return batch;
  }

  private void commit(OpenBatch... batches) throws Exception {
    for (CompletableFuture<Void> outcome : writer.commit(List.of(batches))) {
      await(outcome);
    }
  }

  private static void await(CompletableFuture<Void> outcome) throws Exception {
    outcome.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  private static Throwable failure(CompletableFuture<Void> outcome) {
    Throwable thrown =
        assertThatThrownBy(() -> await(outcome)).isInstanceOf(ExecutionException.class).actual();
    return Objects.requireNonNull(thrown.getCause());
  }
}
