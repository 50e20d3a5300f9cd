package io.cqdestination.jdbc;

import static io.cqdestination.jdbc.PlainStore.KEYED;
import static io.cqdestination.jdbc.PlainStore.insert;
import static io.cqdestination.jdbc.PlainStore.migrate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.cqdestination.core.failure.DestinationException.NotReady;
import io.cqdestination.core.sync.SampleRows;
import io.cqdestination.core.sync.SyncSession;
import io.cqdestination.testkit.Await;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CancelledStreamTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final PlainStore store = PlainStore.create();

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aTransactionThatRunsIsBrokenOff() throws Exception {
    store.send(migrate(KEYED));
    try (SyncSession session = store.open();
        Connection other = store.server().connect()) {
      other.setAutoCommit(false);
      Sql.execute(other, "LOCK TABLE k");
      session.accept(insert(KEYED, SampleRows.row(1, "a")));
      CompletableFuture<Throwable> end =
          CompletableFuture.supplyAsync(() -> catchThrowable(session::finish));
      Await.until(
          LIMIT,
          "the batch waits for the other",
          () -> !store.server().rows("SELECT 1 FROM pg_locks WHERE NOT granted").isEmpty());
      session.cancel();
      assertThat(end).succeedsWithin(LIMIT).isInstanceOf(NotReady.class);
      other.commit();
    }
    assertThat(store.read(KEYED)).isEmpty();
  }
}
