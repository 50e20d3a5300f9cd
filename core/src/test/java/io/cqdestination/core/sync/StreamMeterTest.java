package io.cqdestination.core.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.measure.StreamMeter;
import io.cqdestination.core.migration.MigrationMode;
import io.cqdestination.core.sync.WriteMessage.DeleteStale;
import io.cqdestination.core.sync.WriteMessage.InsertRecord;
import io.cqdestination.core.sync.WriteMessage.MigrateTable;
import io.cqdestination.core.table.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StreamMeterTest {
  private static final Table TABLE = SampleRows.table("a", false, List.of());
  private static final Table NOWHERE = SampleRows.table("nowhere", false, List.of());

  private final Recorder recorder = new Recorder();

  private static List<Map<String, @Nullable Object>> rows(int count) {
    return IntStream.range(0, count).mapToObj(id -> SampleRows.row(id, "note")).toList();
  }

  /** Notes in one line what it is told. */
  private static final class Recorder implements StreamMeter {
    private final List<String> events = new CopyOnWriteArrayList<>();

    @Override
    public void handedOver(String tableName, long rows, long bytes) {
      events.add("handed over %s %d".formatted(tableName, rows));
    }

    @Override
    public void settled(Batch batch) {
      events.add(
          "settled %s %d %s"
              .formatted(batch.tableName(), batch.rows(), batch.failure() == null ? "ok" : "no"));
    }

    @Override
    public void retried(long times) {
      events.add("retried " + times);
    }

    @Override
    public void done(Step step) {
      events.add(
          "%s %d %s".formatted(step.name(), step.tables(), step.failure() == null ? "ok" : "no"));
    }

    @Override
    public void closed(@Nullable String failure) {
      events.add("closed " + failure);
    }
  }

  private MemorySession session() {
    SessionTimer timer = new SessionTimer(MemorySession.WIDE.timeout());
    return new MemorySession(
        MemorySession.WIDE, FailurePolicy.END_STREAM, Runnable::run, timer, recorder);
  }

  @Test
  void a_stream_tells_of_migrations_batches_retries_and_deletions() throws Exception {
    try (MemorySession stream = session()) {
      stream.session.accept(new MigrateTable(TABLE, MigrationMode.SAFE));
      stream.session.accept(new InsertRecord(SampleRows.record(TABLE, rows(3))));
      stream.writer.retried();
      stream.session.accept(new DeleteStale("a", "source", Instant.EPOCH));
      stream.session.finish();
    }

    assertThat(recorder.events)
        .containsExactly(
            "migrate 1 ok",
            "handed over a 3",
            "retried 1",
            "settled a 3 ok",
            "delete 1 ok",
            "closed null");
  }

  @Test
  void a_stream_that_fails_tells_why_once() throws Exception {
    try (MemorySession stream = session()) {
      stream.session.accept(new InsertRecord(SampleRows.record(NOWHERE, rows(1))));
      assertThatThrownBy(stream.session::finish).isInstanceOf(DestinationException.class);
      stream.session.close();
    }

    assertThat(recorder.events)
        .singleElement()
        .asString()
        .startsWith("closed ")
        .contains("nowhere");
  }

  @Test
  void a_stream_that_is_cancelled_says_so() {
    try (MemorySession stream = session()) {
      stream.session.cancel();
    }

    assertThat(recorder.events).containsExactly("closed the stream was cancelled");
  }
}
