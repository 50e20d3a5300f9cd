package io.cqdestination.postgres.pool;

import static io.cqdestination.postgres.pool.PooledSessions.processId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.postgres.connection.ConnectionSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A server that allows its user one connection is enough, whatever the pool may open. */
class ScarceConnectionsTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final PoolLimits FOUR = new PoolLimits(4, LIMIT, LIMIT, LIMIT);
  private static final Database database = PostgresServer.shared().create();
  private static final ConnectionSource opener = ScarceConnectionsTest::open;

  @BeforeAll
  static void createRole() {
    database.execute("CREATE ROLE scarce LOGIN PASSWORD 'scarce' CONNECTION LIMIT 1");
  }

  @AfterAll
  static void dropAll() {
    Database administration = database.server().administration();
    database.close();
    administration.execute("DROP ROLE scarce");
  }

  @Test
  void borrowersTakeTurns() throws Exception {
    try (ConnectionPool pool = new ConnectionPool(opener, FOUR);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> borrowers = new ArrayList<>();
      try (Connection first = pool.connect()) {
        processId(first);
        for (int i = 0; i < 5; i++) {
          borrowers.add(threads.submit(() -> useTwice(pool)));
        }
      }
      for (Future<String> borrower : borrowers) {
        assertThat(borrower.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isNotEmpty();
      }
      assertThat(pool.size()).isEqualTo(1);
    }
    database.awaitNoSession();
  }

  @Test
  void theServersWordsAreHandedOnWhenNoneOfOursCanComeBack() throws SQLException {
    try (ConnectionPool pool = new ConnectionPool(opener, FOUR);
        Connection stranger = open()) {
      processId(stranger);
      assertThatThrownBy(pool::connect)
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("too many connections for role \"scarce\"");
    }
    database.awaitNoSession();
  }

  @Test
  void waitingForOneOfOursHasALimit() throws SQLException {
    PoolLimits brief = new PoolLimits(4, LIMIT, LIMIT, Duration.ofMillis(50));
    try (ConnectionPool pool = new ConnectionPool(opener, brief);
        Connection lent = pool.connect()) {
      processId(lent);
      assertThatThrownBy(pool::connect).hasMessageContaining("no database connection came free");
    }
    database.awaitNoSession();
  }

  private static String useTwice(ConnectionPool pool) throws SQLException {
    try (Connection connection = pool.connect()) {
      processId(connection);
    }
    try (Connection connection = pool.connect()) {
      return processId(connection);
    }
  }

  private static Connection open() throws SQLException {
    Database target = database;
    return DriverManager.getConnection(
        target.jdbcUrl().replaceFirst("[?].*", "?sslmode=disable"), "scarce", "scarce");
  }
}
