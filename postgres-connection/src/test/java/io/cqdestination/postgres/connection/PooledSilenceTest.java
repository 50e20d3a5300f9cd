package io.cqdestination.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.PgBouncer;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.fixtures.proxy.FaultProxy;
import io.cqdestination.testkit.Await;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A silent session behind a pooler, whose process number means nothing to the server. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PooledSilenceTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration SILENCE = Duration.ofMillis(400);

  private final AtomicInteger opened = new AtomicInteger();
  private Database database;
  private PgBouncer pooler;
  private FaultProxy proxy;
  private Connection connection;

  @BeforeEach
  void open() throws SQLException {
    if (PgBouncer.program().isEmpty()) {
      String reason = "skipped, because pgbouncer is not installed";
      System.out.println(reason);
      Assumptions.abort(reason);
    }
    database = PostgresServer.shared().create();
    pooler = PgBouncer.start(PostgresServer.shared());
    proxy = FaultProxy.to(PostgresServer.HOST, pooler.port());
    ConnectionSettings settings =
        ConnectionSettings.parse(
            database.connectionString(proxy.port()),
            new ClientEnvironment(Map.of(), Optional.empty(), Optional.of("nobody"), List.of()));
    connection =
        new ConnectionOpener(
                settings,
                (known, host) -> {
                  opened.incrementAndGet();
                  return known.passwordOf(host);
                },
                SILENCE)
            .connect();
    connection.setAutoCommit(false);
  }

  @AfterEach
  void close() throws SQLException {
    if (connection != null) {
      connection.close();
      proxy.close();
      pooler.close();
      database.close();
    }
  }

  @Test
  void aServerThatIsAtWorkIsWaitedFor() throws Exception {
    try (Connection holder = database.connect()) {
      execute(holder, "SELECT pg_advisory_lock(1)");
      int asked = opened.get();
      CompletableFuture<Void> work =
          CompletableFuture.runAsync(
              () -> {
                try {
                  execute(connection, "SELECT pg_advisory_xact_lock(1)");
                } catch (SQLException e) {
                  throw new IllegalStateException(e);
                }
              },
              task -> Thread.ofPlatform().daemon().start(task));
      Await.until(LIMIT, "the server was asked three times", () -> opened.get() >= asked + 3);
      assertThat(work).isNotDone();
      execute(holder, "SELECT pg_advisory_unlock(1)");
      work.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      connection.commit();
    }
  }

  @Test
  void aStatementThatGotLostIsGivenUp() throws Exception {
    execute(connection, "CREATE TABLE t (i int)");
    proxy.blackHoleBefore("COMMIT");
    assertThatThrownBy(connection::commit)
        .isInstanceOf(SQLException.class)
        .cause()
        .hasMessageContaining("is not at work for this session");
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
