package io.cqdestination.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.testkit.Await;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** A peer that neither reads nor answers holds up nobody who wants to be rid of it. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AbortTest {
  private static final Executor THREADS = task -> Thread.ofPlatform().daemon().start(task);

  private static TlsServer server;

  @BeforeAll
  static void startServer() {
    server = TlsServer.start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"disable", "require"})
  void endsAWriteThatWaitsForThePeer(String sslmode) throws Exception {
    try (StallingRelay relay = StallingRelay.to(server.port())) {
      Connection connection = connect(relay, sslmode);
      AtomicLong written = new AtomicLong();
      CompletableFuture<SQLException> writer =
          CompletableFuture.supplyAsync(() -> writeForEver(connection, relay, written), THREADS);
      awaitStandstill(written);
      CompletableFuture.runAsync(() -> abort(connection), THREADS).get(30, TimeUnit.SECONDS);
      assertThat(writer.get(30, TimeUnit.SECONDS).getSQLState()).startsWith("08");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"disable", "require"})
  void endsAReadThatWaitsForThePeer(String sslmode) throws Exception {
    try (StallingRelay relay = StallingRelay.to(server.port())) {
      Connection connection = connect(relay, sslmode);
      relay.stall();
      CompletableFuture<SQLException> reader =
          CompletableFuture.supplyAsync(
              () -> {
                try (Statement statement = connection.createStatement()) {
                  statement.execute("SELECT 1");
                  throw new AssertionError("was answered");
                } catch (SQLException e) {
                  return e;
                }
              },
              THREADS);
      assertThat(relay.awaitSomethingHeld()).isTrue();
      CompletableFuture.runAsync(() -> abort(connection), THREADS).get(30, TimeUnit.SECONDS);
      assertThat(reader.get(30, TimeUnit.SECONDS).getSQLState()).startsWith("08");
    }
  }

  private static Connection connect(StallingRelay relay, String sslmode) throws SQLException {
    return Connecting.connect(
        server.string("postgres") + "port=%d sslmode=%s".formatted(relay.port(), sslmode));
  }

  private static void abort(Connection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SQLException writeForEver(
      Connection connection, StallingRelay relay, AtomicLong written) {
    byte[] line = "x".repeat(65_535).concat("\n").getBytes(java.nio.charset.StandardCharsets.UTF_8);
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TEMPORARY TABLE t (line text)");
      CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY t FROM STDIN");
      relay.stall();
      while (true) {
        copy.writeToCopy(line, 0, line.length);
        written.addAndGet(line.length);
      }
    } catch (SQLException e) {
      return e;
    }
  }

  /** Until nothing more was written for as long as it takes to look a few times. */
  private static void awaitStandstill(AtomicLong written) {
    AtomicLong last = new AtomicLong(-1);
    AtomicLong since = new AtomicLong(System.nanoTime());
    Await.until(
        Duration.ofSeconds(60),
        "the writer waits",
        () -> {
          long now = written.get();
          if (now != last.getAndSet(now) || now == 0) {
            since.set(System.nanoTime());
          }
          return System.nanoTime() - since.get() > 1_000_000_000L;
        });
  }
}
