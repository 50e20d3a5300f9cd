package io.cqdestination.jdbc;

import static io.cqdestination.jdbc.PlainStore.KEYED;
import static io.cqdestination.jdbc.PlainStore.insert;
import static io.cqdestination.jdbc.PlainStore.migrate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.failure.DestinationException.Transient;
import io.cqdestination.core.sync.SampleRows;
import io.cqdestination.jdbc.DyingLines.Death;
import io.cqdestination.testkit.Await;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Migrations and reading outlive a lost line, and somebody else who is faster. */
class JdbcRetryTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final PlainStore store = PlainStore.create();

  @AfterEach
  void close() {
    store.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = Death.class,
      names = {"OPENING", "BEFORE_COMMIT", "BEHIND_COMMIT"})
  void tablesAreLookedUpAgain(Death death) throws InterruptedException {
    store.lines().dies(death);
    store.send(migrate(KEYED));
    assertThat(store.read(KEYED)).isEmpty();
  }

  @Test
  void readingBeginsAgain() throws InterruptedException {
    store.send(migrate(KEYED), insert(KEYED, SampleRows.row(1, "a")));
    store.lines().dies(Death.OPENING);
    assertThat(store.read(KEYED)).containsExactly(SampleRows.row(1, "a"));
  }

  @Test
  void noRowIsHandedOnTwice() throws InterruptedException {
    store.send(migrate(KEYED), insert(KEYED, SampleRows.row(1, "a")));
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    store.lines().dies(Death.BEFORE_COMMIT);
    assertThatThrownBy(() ->
            store
                .destination()
                .read(KEYED, batch -> rows.addAll(SampleRows.rows(batch, 0, batch.rowCount()))))
        .isInstanceOf(Transient.class);
    assertThat(rows).containsExactly(SampleRows.row(1, "a"));
  }

  @Test
  void aTableThatSomebodyElseMakesMeanwhileIsTakenAsItIs() throws Exception {
    try (Connection other = store.server().connect()) {
      other.setAutoCommit(false);
      Sql.execute(other, "CREATE TABLE k (id bigint NOT NULL PRIMARY KEY)");
      CompletableFuture<Void> migration = CompletableFuture.runAsync(this::migrateKeyed);
      Await.until(LIMIT, "the migration waits for the other", this::isLockWaitedFor);
      other.commit();
      assertThat(migration).succeedsWithin(LIMIT);
    }
    assertThat(store.read(KEYED)).isEmpty();
  }

  private void migrateKeyed() {
    try {
      store.send(migrate(KEYED));
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  private boolean isLockWaitedFor() throws SQLException {
    return !store.server().rows("SELECT 1 FROM pg_locks WHERE NOT granted").isEmpty();
  }
}
