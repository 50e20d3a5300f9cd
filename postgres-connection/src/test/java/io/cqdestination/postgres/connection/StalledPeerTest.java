package io.cqdestination.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** A peer that takes no more bytes is given up as a silent one is. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StalledPeerTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration SILENCE = Duration.ofMillis(300);
  private static final Executor THREADS = task -> Thread.ofPlatform().daemon().start(task);

  @ParameterizedTest
  @ValueSource(strings = {"disable", "require"})
  void aPeerThatReadsNoMoreIsGivenUp(String sslmode) throws Exception {
    try (TlsServer server = TlsServer.start();
        StallingRelay relay = StallingRelay.to(server.port())) {
      Connection connection = connect(server, relay, sslmode);
      assertThatThrownBy(() -> writeForEver(connection, relay))
          .isInstanceOfSatisfying(
              SQLException.class,
              lost -> assertThat(lost.getCause()).hasMessageContaining("could not be asked"));
      assertThat(connection.isClosed()).isTrue();
      connection.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"disable", "require"})
  void closingBehindAWriteToAPeerThatReadsNoMoreEnds(String sslmode) throws Exception {
    try (TlsServer server = TlsServer.start();
        StallingRelay relay = StallingRelay.to(server.port())) {
      Connection connection = connect(server, relay, sslmode);
      CompletableFuture<Void> writer =
          CompletableFuture.runAsync(() -> uncheckedWriteForEver(connection, relay), THREADS);
      assertThat(relay.awaitSomethingHeld()).isTrue();
      // It may fail, as there is nobody to say goodbye to.
      CompletableFuture.runAsync(() -> uncheckedClose(connection), THREADS)
          .exceptionally(_ -> null)
          .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      assertThat(writer).failsWithin(LIMIT);
    }
  }

  private static Connection connect(TlsServer server, StallingRelay relay, String sslmode)
      throws SQLException {
    ConnectionSettings settings =
        Connecting.settings(
            server.string("postgres")
                + "port=%d sslmode=%s connect_timeout=2".formatted(relay.port(), sslmode));
    return new ConnectionOpener(settings, ConnectionSettings::passwordOf, SILENCE).connect();
  }

  private static void writeForEver(Connection connection, StallingRelay relay) throws SQLException {
    byte[] line = "x".repeat(65_535).concat("\n").getBytes(StandardCharsets.UTF_8);
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TEMPORARY TABLE t (line text)");
    }
    CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY t FROM STDIN");
    relay.stall();
    while (true) {
      copy.writeToCopy(line, 0, line.length);
    }
  }

  private static void uncheckedWriteForEver(Connection connection, StallingRelay relay) {
    try {
      writeForEver(connection, relay);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void uncheckedClose(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
