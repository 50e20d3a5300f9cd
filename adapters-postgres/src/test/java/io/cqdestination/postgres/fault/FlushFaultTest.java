package io.cqdestination.postgres.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.core.batching.BatchLimits;
import io.cqdestination.core.batching.CommitTracker.FailedBatch;
import io.cqdestination.core.sync.FailurePolicy;
import io.cqdestination.core.sync.SyncSession;
import io.cqdestination.core.table.Table;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.postgres.fixture.Records;
import io.cqdestination.testkit.Await;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a stream's reader and its sender see while the stream is open. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FlushFaultTest {
  private static final BatchLimits TWO_ROWS =
      new BatchLimits(2, 1 << 20, FaultWorld.LIMIT, 1 << 20);

  private final Table a = WriteMode.APPEND.table("a");
  private final Table b = WriteMode.APPEND.table("b");
  private FaultWorld world;

  @BeforeEach
  void open() {
    world = new FaultWorld(PostgresServer.shared(), Duration.ofSeconds(30));
    world.tables().create(a);
    world.tables().create(b);
  }

  @AfterEach
  void close() {
    world.assertNothingIsLeft();
    world.close();
  }

  @Test
  void aFlushNamesTheTablesThatFailedAndTheNextBeginsAnew() throws Exception {
    world.sql().execute("ALTER TABLE a ADD CHECK (value < 1000)");
    try (SyncSession session = world.session(FailurePolicy.REPORT_AT_FLUSH, TWO_ROWS)) {
      send(session, a, 1, 2, 3, 1000, 5, 6);
      send(session, b, 1, 2, 3);
      assertThat(session.flush()).extracting(FailedBatch::tableName).containsOnly("a");
      assertThat(values("a")).as("nothing behind the refused batch").isEqualTo("1,2");
      assertThat(values("b")).isEqualTo("1,2,3");

      send(session, a, 7, 8, 9);
      assertThat(session.flush()).isEmpty();
      assertThat(values("a")).isEqualTo("1,2,7,8,9");
    }
  }

  @Test
  void aFlushWaitsUntilTroubleHasPassed() throws Exception {
    try (SyncSession session = world.session(FailurePolicy.REPORT_AT_FLUSH, TWO_ROWS)) {
      // The first of each: how many there are depends on which batches share a transaction.
      world.proxy().cutAfter("COMMIT");
      world.proxy().cutBefore("INSERT");
      send(session, a, 1, 2, 3, 4, 5, 6);
      send(session, b, 1, 2, 3);
      assertThat(session.flush()).isEmpty();
      assertThat(values("a")).isEqualTo("1,2,3,4,5,6");
      assertThat(values("b")).isEqualTo("1,2,3");
      assertThat(world.proxy().faults()).isEqualTo(2);
    }
  }

  @Test
  void rowsBecomeVisibleInTimeWhileTheStreamIsOpen() throws Exception {
    BatchLimits limits = new BatchLimits(1_000, 1 << 20, Duration.ofMillis(100), 1 << 20);
    world.proxy().cutBefore("COMMIT");
    try (SyncSession session = world.session(FailurePolicy.END_STREAM, limits)) {
      send(session, a, 1, 2, 3);
      Await.until(FaultWorld.LIMIT, "the rows are there", () -> values("a").equals("1,2,3"));
      assertThat(world.proxy().faults()).isEqualTo(1);
      session.finish();
    }
  }

  private static void send(SyncSession session, Table table, long... values)
      throws InterruptedException {
    for (long value : values) {
      session.accept(FaultWorld.insert(Records.record(table, WriteMode.row(value, value, ""))));
    }
  }

  private String values(String table) {
    return String.valueOf(
        world.sql().value("SELECT string_agg(value::text, ',' ORDER BY value) FROM " + table));
  }
}
