package io.cqdestination.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.core.batching.BatchLimits;
import io.cqdestination.core.batching.CommitTracker.FailedBatch;
import io.cqdestination.core.measure.StreamMeter;
import io.cqdestination.core.migration.MigrationMode;
import io.cqdestination.core.table.Table;
import io.cqdestination.testkit.Await;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Batches and migrations do not wait for ever in a stream that falls silent. */
class BatchTimeoutTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration TIMEOUT = Duration.ofHours(1);
  private static final BatchLimits HOURLY = new BatchLimits(1_000, 1L << 20, TIMEOUT, 1L << 20);
  private static final Table NOTES = SampleRows.table("notes", false, List.of("note"));

  @Test
  void aTickClosesABatchWhoseTimeHasCome() throws InterruptedException {
    try (MemorySession batched = session(HOURLY)) {
      long before = System.nanoTime();
      insert(batched, NOTES);
      long after = System.nanoTime();

      batched.session.tick(before + TIMEOUT.toNanos() - 1);
      assertThat(batched.database.rows("notes")).isEmpty();

      batched.session.tick(after + TIMEOUT.toNanos());
      assertThat(batched.database.rows("notes")).hasSize(1);
    }
  }

  @Test
  void theTimeRunsFromTheFirstRowOfEachBatch() throws InterruptedException {
    try (MemorySession batched = session(HOURLY)) {
      insert(batched, NOTES);
      batched.session.tick(System.nanoTime() + TIMEOUT.toNanos());
      long before = System.nanoTime();
      insert(batched, NOTES);

      batched.session.tick(before + TIMEOUT.toNanos() - 1);
      assertThat(batched.database.rows("notes")).hasSize(1);
    }
  }

  @Test
  void theTimerTicksByItself() throws InterruptedException {
    BatchLimits quick = new BatchLimits(1_000, 1L << 20, Duration.ofMillis(10), 1L << 20);
    try (MemorySession batched = session(quick)) {
      insert(batched, NOTES);
      Await.until(LIMIT, "the row is there", () -> batched.database.rows("notes").size() == 1);
    }
  }

  @Test
  void aTickAppliesMigrationsThatNoMessageFollows() throws InterruptedException {
    try (MemorySession batched = session(HOURLY)) {
      batched.session.accept(new WriteMessage.MigrateTable(NOTES, MigrationMode.SAFE));
      batched.session.tick(System.nanoTime() + Duration.ofSeconds(1).toNanos());
      assertThat(batched.database.content()).containsKey("notes");
    }
  }

  @Test
  void aTickThatFailsIsReportedAndTheNextOneComes() throws InterruptedException {
    BatchLimits quick = new BatchLimits(1_000, 1L << 20, Duration.ofMillis(10), 1L << 20);
    SessionTimer timer = new SessionTimer(quick.timeout());
    MemoryDatabase database = new MemoryDatabase();
    MemoryBatchWriter writer = new MemoryBatchWriter(database, Runnable::run);
    TableMigrator broken =
        _ -> {
          throw new IllegalStateException("a fault of our own");
        };
    List<FailedBatch> failures = new CopyOnWriteArrayList<>();
    FailurePolicy policy = FailurePolicy.REPORT_AT_FLUSH;
    try (SyncSession faulty =
            new SyncSession(
                StreamPorts.perBatch(writer, database, StaleGuard.NONE),
                broken,
                quick,
                policy,
                timer,
                StreamMeter.NONE,
                failures::add);
        MemorySession sound = session(quick, timer)) {
      faulty.accept(new WriteMessage.MigrateTable(NOTES, MigrationMode.SAFE));
      Await.until(LIMIT, "the fault is reported", () -> !failures.isEmpty());
      insert(sound, NOTES);
      Await.until(LIMIT, "the row is there", () -> sound.database.rows("notes").size() == 1);
    }
  }

  @Test
  void aTickAfterCancelWritesNothing() throws InterruptedException {
    try (MemorySession batched = session(HOURLY)) {
      insert(batched, NOTES);
      batched.session.cancel();
      batched.session.tick(System.nanoTime() + TIMEOUT.toNanos());
      assertThat(batched.writer.handedOver()).isEmpty();
    }
  }

  private static MemorySession session(BatchLimits limits) {
    return new MemorySession(limits, FailurePolicy.END_STREAM, Runnable::run);
  }

  private static MemorySession session(BatchLimits limits, SessionTimer timer) {
    return new MemorySession(limits, FailurePolicy.END_STREAM, Runnable::run, timer);
  }

  private static void insert(MemorySession batched, Table table) throws InterruptedException {
    batched.session.accept(new WriteMessage.MigrateTable(table, MigrationMode.SAFE));
    batched.session.accept(
        new WriteMessage.InsertRecord(
            SampleRows.record(table, List.of(SampleRows.row(1, "note")))));
  }
}
