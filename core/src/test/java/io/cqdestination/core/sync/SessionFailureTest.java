package io.cqdestination.core.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.batching.CommitTracker.FailedBatch;
import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.migration.MigrationMode;
import io.cqdestination.core.table.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a message that fails does to those behind it. */
class SessionFailureTest {
  private static final List<String> TEXTS = List.of("note", "source", "time");

  private MemorySession batched = session(FailurePolicy.REPORT_AT_FLUSH);

  @AfterEach
  void close() {
    batched.close();
  }

  @Test
  void nothingBehindAFailureTakesEffectInAStreamThatEnds() throws InterruptedException {
    batched = session(FailurePolicy.END_STREAM);
    migrate("good", MigrationMode.SAFE);
    insert("good", "kept");
    insert("missing", "has no table");
    insert("good", "behind");
    migrate("later", MigrationMode.SAFE);
    deleteAll("good");

    assertThatThrownBy(batched.session::finish)
        .isInstanceOf(DestinationException.DatabaseRefused.class)
        .hasMessage("table missing not found");
    assertThat(notes("good")).containsExactly("kept");
    assertThat(batched.database.content()).containsOnlyKeys("good");
  }

  @Test
  void aFailedCommitEndsTheStreamToo() throws InterruptedException {
    batched = session(FailurePolicy.END_STREAM);
    migrate("good", MigrationMode.SAFE);
    insert("good", "refused");
    migrate("later", MigrationMode.SAFE);
    insert("later", "behind");

    assertThatThrownBy(batched.session::finish).hasMessage("a row is refused");
    assertThat(batched.database.content()).containsOnlyKeys("good");
  }

  @Test
  void aFlushReportsTheTablesThatFailedAndTheStreamGoesOn() throws InterruptedException {
    migrate("a", MigrationMode.SAFE);
    migrate("b", MigrationMode.SAFE);
    insert("a", "refused");
    insert("b", "fine");
    insert("missing", "has no table");

    assertThat(batched.session.flush())
        .extracting(FailedBatch::tableName)
        .containsExactlyInAnyOrder("a", "missing");
    assertThat(notes("b")).containsExactly("fine");

    insert("a", "again");
    assertThat(batched.session.flush()).isEmpty();
    assertThat(notes("a")).containsExactly("again");
    batched.session.finish();
  }

  @Test
  void whatIsRefusedAfterTheLastFlushFailsTheEnd() throws InterruptedException {
    migrate("a", MigrationMode.SAFE);
    assertThat(batched.session.flush()).isEmpty();
    insert("a", "refused");
    assertThatThrownBy(batched.session::finish).hasMessage("a row is refused");
  }

  @Test
  void aRowThatCannotBeWrittenTakesItsWholeBatchAlong() throws InterruptedException {
    migrate("a", MigrationMode.SAFE);
    insert("a", "before");
    insert("a", "unwritable");
    insert("a", "behind");

    assertThat(batched.session.flush())
        .extracting(FailedBatch::cause)
        .singleElement()
        .isInstanceOf(DestinationException.InvalidInput.class);
    assertThat(notes("a")).containsExactly("behind");
    assertThat(batched.writer.heldBytes()).isZero();
  }

  @Test
  void rowsAreNotDeletedAfterAFailureThatWasNotReported() throws InterruptedException {
    migrate("a", MigrationMode.SAFE);
    insert("a", "old");
    assertThat(batched.session.flush()).isEmpty();
    insert("a", "refused");
    deleteAll("a");

    assertThat(batched.session.flush())
        .extracting(failure -> failure.cause().getMessage())
        .containsExactly(
            "a row is refused",
            "table a: nothing was deleted, because an earlier message failed: a row is refused");
    assertThat(notes("a")).containsExactly("old");

    deleteAll("a");
    assertThat(batched.session.flush()).isEmpty();
    assertThat(notes("a")).isEmpty();
  }

  @Test
  void aRefusedMigrationIsAFailureOfEveryTableThatWaitedWithIt() throws InterruptedException {
    migrate("a", MigrationMode.SAFE);
    migrate("refused", MigrationMode.SAFE);

    assertThat(batched.session.flush())
        .extracting(FailedBatch::tableName)
        .containsExactly("a", "refused");
    assertThat(batched.database.content()).isEmpty();
  }

  @Test
  void aMigrationBehindARefusedOneOfTheSameTableIsStillTried() throws InterruptedException {
    migrate("refused", MigrationMode.SAFE);
    migrate("refused", MigrationMode.FORCED);

    assertThat(batched.session.flush())
        .extracting(FailedBatch::tableName)
        .containsExactly("refused", "refused");
  }

  @Test
  void aMessageThatCouldNotBeUnderstoodCountsAsAFailure() throws InterruptedException {
    batched.session.refused("a", new DestinationException.InvalidInput("not understood"));
    assertThat(batched.failedTables()).containsExactly("a");
    assertThat(batched.session.flush()).hasSize(1);
    assertThat(batched.session.flush()).isEmpty();
  }

  @Test
  void whatAFlushHasWaitedForIsInTheTotals() throws InterruptedException {
    try (ExecutorService commits = Executors.newSingleThreadExecutor()) {
      batched = session(FailurePolicy.REPORT_AT_FLUSH, commits);
      migrate("a", MigrationMode.SAFE);
      for (int batch = 1; batch <= 200; batch++) {
        insert("a", "12 bytes and");
        assertThat(batched.session.flush()).isEmpty();
        assertThat(batched.session.totals().snapshot())
            .isEqualTo(new SyncTotals.Snapshot(1, batch, 34L * batch, batch));
      }
    }
  }

  private static MemorySession session(FailurePolicy policy) {
    return session(policy, Runnable::run);
  }

  private static MemorySession session(FailurePolicy policy, Executor commits) {
    return new MemorySession(MemorySession.WIDE, policy, commits);
  }

  private void migrate(String tableName, MigrationMode mode) throws InterruptedException {
    batched.session.accept(new WriteMessage.MigrateTable(table(tableName), mode));
  }

  private void insert(String tableName, String note) throws InterruptedException {
    Map<String, @Nullable Object> row = SampleRows.row(1, note);
    row.put("source", "s");
    row.put("time", "0");
    batched.session.accept(
        new WriteMessage.InsertRecord(SampleRows.record(table(tableName), List.of(row))));
  }

  private void deleteAll(String tableName) throws InterruptedException {
    batched.session.accept(new WriteMessage.DeleteStale(tableName, "s", Instant.MAX));
  }

  private List<String> notes(String tableName) {
    return batched.database.rows(tableName).stream()
        .map(row -> String.valueOf(row.get("note")))
        .toList();
  }

  private static Table table(String name) {
    return SampleRows.table(name, false, TEXTS);
  }
}
