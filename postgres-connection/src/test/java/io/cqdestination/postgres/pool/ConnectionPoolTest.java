package io.cqdestination.postgres.pool;

import static io.cqdestination.postgres.pool.PooledSessions.processId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.testkit.Await;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections are lent to one at a time, used again, and never more than allowed. */
class ConnectionPoolTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration BRIEF = Duration.ofMillis(50);
  private static final Database database = PostgresServer.shared().create();

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void stopThreads() {
    threads.shutdownNow();
  }

  @AfterAll
  static void dropDatabase() {
    database.close();
  }

  @Test
  void lendsAtMostAsManyAsAllowedAndWaitsWithALimit() throws SQLException {
    try (ConnectionPool pool = pool(2, LIMIT, BRIEF);
        Connection first = pool.connect();
        Connection second = pool.connect()) {
      assertThat(processId(first)).isNotEqualTo(processId(second));
      assertThatThrownBy(pool::connect)
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("no database connection came free")
          .hasMessageContaining("at most 2 are used (pool_max_conns)")
          .extracting(failure -> ((SQLException) failure).getSQLState())
          .isEqualTo("53300");
    }
  }

  @Test
  void lendsWhatWasGivenBackToWhoeverWaits() throws Exception {
    try (ConnectionPool pool = pool(1, LIMIT, LIMIT)) {
      Connection first = pool.connect();
      String process = processId(first);
      Future<String> waiting =
          threads.submit(() -> {
            try (Connection second = pool.connect()) {
              return processId(second);
            }
          });
      first.close();

      assertThat(waiting.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo(process);
      assertThat(pool.size()).isEqualTo(1);
    }
  }

  @Test
  void rollsBackWhatABorrowerLeftOpen() throws SQLException {
    database.execute("CREATE TABLE left_open (n int)");
    try (ConnectionPool pool = pool(1, LIMIT, LIMIT)) {
      try (Connection connection = pool.connect();
          Statement statement = connection.createStatement()) {
        connection.setAutoCommit(false);
        statement.execute("INSERT INTO left_open VALUES (1)");
      }
      try (Connection connection = pool.connect()) {
        assertThat(connection.getAutoCommit()).isTrue();
      }
    }
    assertThat(database.rows("SELECT * FROM left_open")).isEmpty();
  }

  @Test
  void isUsedByNobodyAfterItWasGivenBack() throws SQLException {
    try (ConnectionPool pool = pool(1, LIMIT, LIMIT)) {
      Connection connection = pool.connect();
      connection.close();
      connection.close();

      assertThat(pool.size()).isEqualTo(1);
      assertThatThrownBy(connection::createStatement).hasMessage("the connection was given back");
    }
  }

  @Test
  void replacesAConnectionThatDiedWhileItWasLent() throws SQLException {
    try (ConnectionPool pool = pool(1, LIMIT, LIMIT)) {
      String process;
      try (Connection connection = pool.connect()) {
        process = processId(connection);
        terminate(process);
        assertThatThrownBy(() -> processId(connection)).isInstanceOf(SQLException.class);
      }

      assertThat(pool.size()).isZero();
      try (Connection connection = pool.connect()) {
        assertThat(processId(connection)).isNotEqualTo(process);
      }
    }
  }

  @Test
  void asksAConnectionThatLayUnusedWhetherItLives() throws SQLException {
    try (ConnectionPool pool = pool(1, LIMIT, LIMIT)) {
      String process;
      try (Connection connection = pool.connect()) {
        process = processId(connection);
      }
      long givenBackAt = System.nanoTime();
      terminate(process);
      Await.until(
          LIMIT,
          "the connection is not trusted any more",
          () -> System.nanoTime() - givenBackAt > TimeUnit.MILLISECONDS.toNanos(2_100));

      try (Connection connection = pool.connect()) {
        assertThat(processId(connection)).isNotEqualTo(process);
      }
      assertThat(pool.size()).isEqualTo(1);
    }
  }

  @Test
  void replacesConnectionsAtTheAgeThatIsKnownLater() throws SQLException {
    try (ConnectionPool pool = pool(1, LIMIT, LIMIT)) {
      String process;
      try (Connection connection = pool.connect()) {
        process = processId(connection);
      }
      pool.replaceConnectionsAfter(Duration.ZERO);
      try (Connection connection = pool.connect()) {
        assertThat(processId(connection)).isNotEqualTo(process);
      }
      assertThat(pool.size()).isEqualTo(1);
    }
  }

  @Test
  void closesConnectionsThatAreOldOrLayUnusedForLong() throws SQLException {
    for (ConnectionPool pool :
        new ConnectionPool[] {
          new ConnectionPool(database::connect, new PoolLimits(1, Duration.ZERO, LIMIT, LIMIT)),
          new ConnectionPool(database::connect, new PoolLimits(1, LIMIT, Duration.ZERO, LIMIT))
        }) {
      try (pool) {
        String process;
        try (Connection connection = pool.connect()) {
          process = processId(connection);
        }
        try (Connection connection = pool.connect()) {
          assertThat(processId(connection)).isNotEqualTo(process);
          Await.until(LIMIT, "the old session ended", () -> !database.sessions().contains(process));
        }
      }
    }
  }

  @Test
  void neverLendsAConnectionToTwo() throws Exception {
    AtomicInteger lent = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (ConnectionPool pool = pool(3, LIMIT, LIMIT)) {
      Future<?>[] borrowers = new Future<?>[8];
      for (int i = 0; i < borrowers.length; i++) {
        borrowers[i] =
            threads.submit(() -> {
              for (int turn = 0; turn < 50; turn++) {
                try (Connection connection = pool.connect()) {
                  most.accumulateAndGet(lent.incrementAndGet(), Math::max);
                  processId(connection);
                  lent.decrementAndGet();
                }
              }
              return null;
            });
      }
      for (Future<?> borrower : borrowers) {
        borrower.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      }

      assertThat(most.get()).isBetween(2, 3);
      assertThat(pool.size()).isLessThanOrEqualTo(3);
    }
    database.awaitNoSession();
  }

  static ConnectionPool pool(int connections, Duration lifetime, Duration patience) {
    return new ConnectionPool(
        database::connect, new PoolLimits(connections, lifetime, lifetime, patience));
  }

  private static void terminate(String process) {
    database.value("SELECT pg_terminate_backend(" + process + ", 30000)");
  }
}
