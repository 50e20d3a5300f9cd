package io.cqdestination.soak;

import io.cqdestination.fixtures.postgres.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Another session that locks rows of some tables in random order for a moment, again and again, so
 * that writers wait for it and deadlock with it. It changes nothing.
 */
final class RivalSession implements AutoCloseable {
  private static final int TABLES_AT_ONCE = 3;
  private static final int ROWS_AT_ONCE = 20;
  private static final int PAUSE_MILLIS = 20;
  private static final int LIMIT_SECONDS = 60;

  private final Database database;
  private final List<String> tables;
  private final Random random;
  private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();

  /**
   * @param tables whose rows are locked; none for no session at all
   */
  RivalSession(Database database, List<String> tables, long seed) {
    this.database = database;
    this.tables = tables;
    this.random = new Random(seed);
    if (!tables.isEmpty()) {
      executor.scheduleWithFixedDelay(
          this::lockSome, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void lockSome() {
    List<String> some = new ArrayList<>(tables);
    Collections.shuffle(some, random);
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (String table : some.subList(0, Math.min(TABLES_AT_ONCE, some.size()))) {
        statement.execute(
            "SELECT id FROM (SELECT id FROM %s ORDER BY random() LIMIT %d) AS some JOIN %s USING (id) FOR UPDATE OF %s"
                .formatted(table, ROWS_AT_ONCE, table, table));
      }
      connection.rollback();
    } catch (SQLException failure) {
      // It is the victim, the tables are still to come, or the server is away: the next time.
    }
  }

  @Override
  public void close() throws InterruptedException {
    executor.shutdown();
    if (!executor.awaitTermination(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the other session did not end");
    }
  }
}
