package io.cqdestination.core.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.core.measure.StreamMeter;
import io.cqdestination.core.migration.MigrationMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Stale rows stay where a policy says that their deletion may be a mistake. */
class StaleGuardTest {
  private static final List<String> TEXTS = List.of("note", "source", "time");
  private static final StalePolicy NEEDS_ROWS = new StalePolicy(true, 100);

  private @Nullable MemorySession opened;

  @AfterEach
  void close() {
    if (opened != null) {
      opened.close();
    }
  }

  @Test
  void aTableOfWhichNoRowCameKeepsItsRows() throws InterruptedException {
    MemorySession stream = filled(NEEDS_ROWS, 10);
    deleteStale(stream, "s");
    stream.session.finish();
    assertThat(stream.database.rows("t")).hasSize(10);
  }

  @Test
  void aTableOfWhichOneRowCameLosesTheOthers() throws InterruptedException {
    MemorySession stream = filled(NEEDS_ROWS, 10);
    insert(stream, 2);
    deleteStale(stream, "s");
    stream.session.finish();
    assertThat(stream.database.rows("t")).hasSize(1);
  }

  @Test
  void withoutAPolicyEverythingGoes() throws InterruptedException {
    MemorySession stream = filled(StalePolicy.ALWAYS, 10);
    deleteStale(stream, "s");
    stream.session.finish();
    assertThat(stream.database.rows("t")).isEmpty();
  }

  @Test
  void moreThanTheShareStaysAndTheShareItselfGoes() throws InterruptedException {
    MemorySession stream = filled(new StalePolicy(false, 50), 2);
    insert(stream, 2);
    deleteStale(stream, "s");
    assertThat(stream.session.flush()).isEmpty();
    assertThat(stream.database.rows("t")).as("2 of 3 are more than a half").hasSize(3);

    insert(stream, 2);
    deleteStale(stream, "s");
    stream.session.finish();
    assertThat(stream.database.rows("t")).as("2 of 4 are not").hasSize(2);
  }

  @Test
  void othersDeletionsGoOn() throws InterruptedException {
    MemorySession stream = filled(NEEDS_ROWS, 1);
    stream.session.accept(
        new WriteMessage.MigrateTable(SampleRows.table("other", false, TEXTS), MigrationMode.SAFE));
    deleteStale(stream, "s");
    stream.session.accept(new WriteMessage.DeleteStale("other", "s", Instant.ofEpochSecond(2)));
    stream.session.finish();
    assertThat(stream.database.rows("t")).hasSize(1);
  }

  @Test
  void aCountThatFailsDeletesNothingAndIsReported() throws InterruptedException {
    MemorySession stream = filled(NEEDS_ROWS, 1);
    stream.session.accept(new WriteMessage.DeleteStale("missing", "s", Instant.ofEpochSecond(2)));
    deleteStale(stream, "s");
    assertThatThrownBy(stream.session::finish)
        .isInstanceOf(DatabaseRefused.class)
        .hasMessage("table missing not found");
    assertThat(stream.database.rows("t")).hasSize(1);
  }

  /** A stream that has not brought rows yet, into table t with some rows of source s. */
  private MemorySession filled(StalePolicy policy, int rows) throws InterruptedException {
    MemorySession stream =
        new MemorySession(
            MemorySession.WIDE,
            FailurePolicy.REPORT_AT_FLUSH,
            Runnable::run,
            new SessionTimer(MemorySession.WIDE.timeout()),
            StreamMeter.NONE,
            policy);
    opened = stream;
    stream.session.accept(
        new WriteMessage.MigrateTable(SampleRows.table("t", false, TEXTS), MigrationMode.SAFE));
    assertThat(stream.session.flush()).isEmpty();
    stream.database.insert("t", IntStream.range(0, rows).mapToObj(i -> row(1)).toList());
    return stream;
  }

  private static void insert(MemorySession stream, long time)
      throws InterruptedException, DestinationException {
    stream.session.accept(
        new WriteMessage.InsertRecord(
            SampleRows.record(SampleRows.table("t", false, TEXTS), List.of(row(time)))));
  }

  private static void deleteStale(MemorySession stream, String source) throws InterruptedException {
    stream.session.accept(new WriteMessage.DeleteStale("t", source, Instant.ofEpochSecond(2)));
  }

  private static Map<String, @Nullable Object> row(long time) {
    return Map.of("note", "n", "source", "s", "time", Long.toString(time));
  }
}
