package io.cqdestination.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.core.batching.BatchLimits;
import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.migration.MigrationMode;
import io.cqdestination.core.table.Table;
import io.cqdestination.testkit.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A sender waits while too many bytes are on their way, and no longer. */
@Timeout(60)
class BackPressureTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Table NOTES = SampleRows.table("notes", false, List.of("note"));

  /** Rows of 22 bytes: two fill a batch, the fifth is one too many. */
  private static final BatchLimits LIMITS = new BatchLimits(2, 1_000, Duration.ofHours(1), 100);

  private final StepExecutor commits = new StepExecutor();
  private final MemorySession batched =
      new MemorySession(LIMITS, FailurePolicy.END_STREAM, commits);

  @BeforeEach
  void createTable() throws InterruptedException {
    batched.session.accept(new WriteMessage.MigrateTable(NOTES, MigrationMode.SAFE));
  }

  @AfterEach
  void close() {
    batched.close();
  }

  @Test
  void aSenderWaitsUntilABatchIsCommitted() throws InterruptedException {
    insert(4);
    CompletableFuture<Void> fifth = insertOnAnotherThread();
    Await.until(LIMIT, "the sender waits", this::isWaiting);
    assertThat(fifth).isNotDone();

    commits.step();

    assertThat(fifth).succeedsWithin(LIMIT);
    assertThat(batched.database.rows("notes")).hasSize(2);
    assertThat(batched.writer.heldBytes()).isLessThanOrEqualTo(100);
  }

  @Test
  void moreIsHeldWhereTheWriterFindsItWorth() throws InterruptedException {
    batched.writer.heldFactor(2);
    insert(9);
    assertThat(batched.writer.heldBytes()).isEqualTo(198);
    CompletableFuture<Void> tenth = insertOnAnotherThread();
    Await.until(LIMIT, "the sender waits", () -> batched.writer.heldBytes() == 220);
    assertThat(tenth).isNotDone();

    commits.step();

    assertThat(tenth).succeedsWithin(LIMIT);
  }

  @Test
  void aSenderThatWaitsHearsThatMoreIsWorthHolding() throws InterruptedException {
    insert(4);
    CompletableFuture<Void> more = runOnAnotherThread(() -> insert(4));
    Await.until(LIMIT, "the sender waits", this::isWaiting);

    batched.writer.heldFactor(2);
    commits.step();

    assertThat(more).succeedsWithin(LIMIT);
    assertThat(batched.writer.heldBytes()).isEqualTo(132);
  }

  @Test
  void cancelEndsTheWaitOfASender() throws InterruptedException {
    insert(4);
    CompletableFuture<Void> fifth = insertOnAnotherThread();
    Await.until(LIMIT, "the sender waits", this::isWaiting);

    batched.session.cancel();

    assertThat(fifth).succeedsWithin(LIMIT);
    insert(10);
    assertThat(batched.database.rows("notes")).isEmpty();
    Assertions.assertThatThrownBy(batched.session::finish)
        .isInstanceOf(DestinationException.NotReady.class);
  }

  @Test
  void cancelEndsTheWaitOfAFlush() throws InterruptedException {
    insert(3);
    CompletableFuture<Void> flush = runOnAnotherThread(() -> batched.session.flush());
    Await.until(LIMIT, "the flush waits", () -> batched.writer.batchesUnderWay() == 2);

    batched.session.cancel();

    assertThat(flush).succeedsWithin(LIMIT);
    assertThat(batched.failedTables()).containsExactly("notes", "notes");
  }

  @Test
  void closingFreesWhatIsOpenAndWhatIsOnItsWay() throws InterruptedException {
    insert(3);
    assertThat(batched.writer.heldBytes()).isEqualTo(66);

    batched.session.close();

    assertThat(batched.writer.heldBytes()).isZero();
    assertThat(batched.writer.isIdle()).isTrue();
    commits.stepAll();
    assertThat(batched.database.rows("notes")).isEmpty();
  }

  @Test
  void deletionsAreTakenWhileTheRowsBeforeThemAreWritten() throws InterruptedException {
    insert(1);
    deleteStale();
    deleteStale();
    assertThat(commits.waiting()).isEqualTo(1);

    CompletableFuture<Void> flush = runOnAnotherThread(() -> batched.session.flush());
    commits.step();

    assertThat(flush).succeedsWithin(LIMIT);
    assertThat(batched.brokenBarriers).isEmpty();
  }

  @Test
  void aDeletionWhoseTimeHasComeWaitsForTheRowsBeforeIt() throws InterruptedException {
    insert(1);
    deleteStale();

    batched.session.tick(System.nanoTime() + Duration.ofMinutes(1).toNanos());

    assertThat(commits.waiting()).isEqualTo(1);
    assertThat(batched.brokenBarriers).isEmpty();
  }

  @Test
  void rowsBehindADeletionWaitForIt() throws InterruptedException {
    insert(1);
    deleteStale();
    CompletableFuture<Void> second = insertOnAnotherThread();
    Await.until(LIMIT, "the row is on its way", () -> commits.waiting() == 1);
    assertThat(batched.writer.heldBytes()).isEqualTo(22);

    commits.step();

    assertThat(second).succeedsWithin(LIMIT);
    assertThat(batched.brokenBarriers).isEmpty();
  }

  private void deleteStale() throws InterruptedException {
    batched.session.accept(new WriteMessage.DeleteStale("notes", "a", Instant.EPOCH));
  }

  /** The fifth row is held in an open batch or was handed over to make room. */
  private boolean isWaiting() {
    return batched.writer.heldBytes() == 110;
  }

  private void insert(int rows) throws InterruptedException {
    for (int i = 0; i < rows; i++) {
      batched.session.accept(
          new WriteMessage.InsertRecord(
              SampleRows.record(NOTES, List.of(SampleRows.row(i, "10 letters")))));
    }
  }

  private CompletableFuture<Void> insertOnAnotherThread() {
    return runOnAnotherThread(() -> insert(1));
  }

  private interface Interruptible {
    void run() throws InterruptedException;
  }

  private static CompletableFuture<Void> runOnAnotherThread(Interruptible action) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            action.run();
          } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
          }
        },
        Executors.newVirtualThreadPerTaskExecutor());
  }
}
