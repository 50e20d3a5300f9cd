package io.cqdestination.postgres.pool;

import static io.cqdestination.postgres.pool.PooledSessions.processId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.postgres.connection.ConnectionSource;
import io.cqdestination.testkit.Await;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A closed pool leaves no session on the server. */
class ConnectionPoolCloseTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final PoolLimits TWO = new PoolLimits(2, LIMIT, LIMIT, LIMIT);
  private static final PoolLimits ONE = new PoolLimits(1, LIMIT, LIMIT, LIMIT);
  private static final Database database = PostgresServer.shared().create();

  @AfterAll
  static void dropDatabase() {
    database.close();
  }

  @Test
  void closesIdleConnectionsAtOnceAndLentOnesWhenTheyComeBack() throws SQLException {
    ConnectionPool pool = new ConnectionPool(database::connect, TWO);
    Connection lent = pool.connect();
    pool.connect().close();

    pool.close();
    Await.until(LIMIT, "one session is left", () -> database.sessions().size() == 1);
    assertThat(database.sessions()).containsExactly(processId(lent));

    lent.close();
    database.awaitNoSession();
    assertThat(pool.size()).isZero();
  }

  @Test
  void lendsNothingAnyMore() {
    ConnectionPool pool = new ConnectionPool(database::connect, TWO);
    pool.close();
    pool.close();

    assertThatThrownBy(pool::connect).hasMessage("the destination is closed");
  }

  @Test
  void sendsThoseWhoWaitAway() throws Exception {
    ConnectionPool pool = new ConnectionPool(database::connect, ONE);
    Connection lent = pool.connect();
    FutureTask<Connection> waiting = new FutureTask<>(pool::connect);
    Thread borrower = Thread.ofPlatform().start(waiting);
    Await.until(
        LIMIT, "the borrower waits", () -> borrower.getState() == Thread.State.TIMED_WAITING);

    pool.close();

    assertThatThrownBy(() -> waiting.get(LIMIT.toSeconds(), TimeUnit.SECONDS))
        .hasRootCauseMessage("the destination is closed");
    lent.close();
    database.awaitNoSession();
  }

  @Test
  void closesAConnectionThatWasBeingOpened() throws Exception {
    CountDownLatch opening = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    ConnectionSource slow =
        () -> {
          Connection connection = database.connect();
          opening.countDown();
          awaitLatch(closed);
          return connection;
        };
    ConnectionPool pool = new ConnectionPool(slow, ONE);
    FutureTask<Connection> borrowed = new FutureTask<>(pool::connect);
    Thread.ofPlatform().start(borrowed);
    awaitLatch(opening);

    pool.close();
    closed.countDown();

    assertThatThrownBy(() -> borrowed.get(LIMIT.toSeconds(), TimeUnit.SECONDS))
        .hasRootCauseMessage("the destination is closed");
    database.awaitNoSession();
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      assertThat(latch.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
