package io.cqdestination.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.testkit.arrow.SampleTable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Looks at some tables, again and again, each time in a transaction of several statements, and
 * holds that all rows of all tables have the same version, and all tables as many rows. Its own
 * methods are called by one thread.
 */
final class SnapshotReader implements AutoCloseable {
  private final Database database;
  private final List<SampleTable> tables;
  private CompletableFuture<Long> looks = CompletableFuture.completedFuture(0L);
  private volatile boolean stopped;

  SnapshotReader(Database database, List<SampleTable> tables) {
    this.database = database;
    this.tables = tables;
  }

  void start() {
    looks = CompletableFuture.supplyAsync(this::lookUntilStopped, Thread::startVirtualThread);
  }

  /** Ends the looking, and says how often it was done; fails where something was wrong. */
  long stop() {
    stopped = true;
    return looks.join();
  }

  /** The version that is visible now. */
  long version() throws SQLException {
    if (looks.isDone()) {
      looks.join();
    }
    try (Connection connection = database.connect()) {
      return look(connection);
    }
  }

  private long lookUntilStopped() {
    long count = 0;
    try (Connection connection = database.connect()) {
      for (; !stopped; count++) {
        long _ = look(connection);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return count;
  }

  private long look(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    Set<List<Long>> states = new HashSet<>();
    try (Statement statement = connection.createStatement()) {
      for (SampleTable table : tables) {
        try (ResultSet row =
            statement.executeQuery(
                "SELECT min(version), max(version), count(*) FROM " + table.name())) {
          row.next();
          states.add(List.of(row.getLong(1), row.getLong(2), row.getLong(3)));
        }
      }
    }
    connection.commit();
    assertThat(states)
        .as("versions from, to and rows")
        .singleElement()
        .satisfies(state -> assertThat(state.get(0)).isEqualTo(state.get(1)));
    return states.iterator().next().getFirst();
  }

  @Override
  public void close() {
    stopped = true;
    try {
      long _ = looks.join();
    } catch (CompletionException seen) {
      // the test has failed for it, or for what came before
    }
  }
}
