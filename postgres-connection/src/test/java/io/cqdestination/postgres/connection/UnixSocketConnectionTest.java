package io.cqdestination.postgres.connection;

import static io.cqdestination.postgres.connection.Connecting.ask;
import static io.cqdestination.postgres.connection.Connecting.connect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.fixtures.postgres.PostgresOptions;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.fixtures.postgres.PostgresVersion;
import io.cqdestination.testkit.Await;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Sockets with a path, and in Linux's abstract namespace. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UnixSocketConnectionTest {
  private static final String ABSTRACT_NAME = "@cqtest-" + UUID.randomUUID();

  private static PostgresServer server;

  @BeforeAll
  static void startServer() {
    String me = System.getProperty("user.name");
    server =
        PostgresServer.start(
            PostgresOptions.of(PostgresVersion.newest())
                .withHostRule("local all \"%s\" peer".formatted(me))
                .withHostRule("local all somebody-else peer"));
    server
        .administration()
        .execute("create role \"%s\" login; create role \"somebody-else\" login".formatted(me));
    server
        .administration()
        .execute(
            "alter system set unix_socket_directories = '%s', '%s'"
                .formatted(server.socketFolder(), ABSTRACT_NAME));
    server.restart();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  static String[] folders() {
    return new String[] {server.socketFolder().toString(), ABSTRACT_NAME};
  }

  private static String string(String folder) {
    return "host=%s port=%d user=postgres dbname=postgres".formatted(folder, server.port());
  }

  @ParameterizedTest
  @MethodSource("folders")
  void leadsToTheServer(String folder) throws SQLException {
    assertThat(ask(string(folder), "SELECT inet_client_addr() IS NULL")).isEqualTo("t");
  }

  @ParameterizedTest
  @MethodSource("folders")
  void leadsToTheServerFromAUriToo(String folder) throws SQLException {
    String uri =
        "postgresql://postgres@%s:%d/postgres"
            .formatted(folder.replace("/", "%2F").replace("@", "%40"), server.port());
    assertThat(ask(uri, "SELECT inet_client_addr() IS NULL")).isEqualTo("t");
  }

  @Test
  void aServerInOneOfTheUsualFoldersIsTheDefault() throws SQLException {
    ConnectionSettings settings =
        ConnectionSettings.parse(
            "user=postgres dbname=postgres port=" + server.port(),
            Connecting.surroundings(
                server.socketFolder().resolveSibling("nowhere"), server.socketFolder()));
    try (Connection connection = Connecting.opener(settings).connect()) {
      assertThat(ask(connection, "SELECT inet_client_addr() IS NULL")).isEqualTo("t");
    }
  }

  @ParameterizedTest
  @MethodSource("folders")
  void theServerKnowsItsPeer(String folder) throws SQLException {
    String me = System.getProperty("user.name");
    assertThat(ask(string(folder) + " user='%s'".formatted(me), "SELECT current_user"))
        .isEqualTo(me);
    ConnectionFailure failure =
        ConnectionTest.run(Connecting.opener(string(folder) + " user=somebody-else")).orElseThrow();
    assertThat(failure)
        .isEqualTo(
            new ConnectionFailure(
                ConnectionFailureCode.AUTH_FAILED,
                "Peer authentication failed for user \"somebody-else\""));
  }

  @ParameterizedTest
  @MethodSource("folders")
  void carriesMoreThanItsBuffersHold(String folder) throws SQLException {
    byte[] chunk = new byte[1 << 20];
    Arrays.fill(chunk, (byte) 'x');
    chunk[chunk.length - 1] = '\n';
    try (Connection connection = connect(string(folder));
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TEMPORARY TABLE t (line text)");
      CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY t FROM STDIN");
      for (int count = 0; count < 20; count++) {
        copy.writeToCopy(chunk, 0, chunk.length);
      }
      assertThat(copy.endCopy()).isEqualTo(20);
      assertThat(ask(connection, "SELECT string_agg(line, '') FROM t"))
          .hasSize(20 * (chunk.length - 1));
    }
  }

  @ParameterizedTest
  @MethodSource("folders")
  void aReadHasALimit(String folder) throws SQLException {
    try (Connection connection = connect(string(folder));
        Statement statement = connection.createStatement()) {
      connection.setNetworkTimeout(Runnable::run, 200);
      assertThatThrownBy(() -> statement.execute("SELECT pg_sleep(60)"))
          .isInstanceOf(SQLException.class)
          .hasRootCauseInstanceOf(java.net.SocketTimeoutException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("folders")
  void notificationsAreFoundWithoutWaiting(String folder) throws SQLException {
    try (Connection connection = connect(string(folder));
        Statement statement = connection.createStatement()) {
      PGConnection session = connection.unwrap(PGConnection.class);
      assertThat(session.getNotifications()).isEmpty();
      statement.execute("LISTEN news");
      server.administration().execute("NOTIFY news");
      assertThat(session.getNotifications(30_000)).hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("folders")
  void abortEndsAWaitInAnotherThread(String folder) throws Exception {
    String name = "to-be-aborted-" + UUID.randomUUID();
    Connection connection = connect(string(folder) + " application_name=" + name);
    CompletableFuture<SQLException> outcome =
        CompletableFuture.supplyAsync(() -> failureOf(connection, "SELECT pg_sleep(60)"));
    awaitActive(name);
    connection.abort(Runnable::run);
    assertThat(outcome.get().getSQLState()).startsWith("08");
    assertThat(connection.isClosed()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("folders")
  void aStatementCanBeCancelled(String folder) throws Exception {
    try (Connection connection = connect(string(folder) + " application_name=to-be-cancelled");
        Statement statement = connection.createStatement()) {
      CompletableFuture<SQLException> outcome =
          CompletableFuture.supplyAsync(() -> {
            try {
              statement.execute("SELECT pg_sleep(60)");
              throw new AssertionError("was not cancelled");
            } catch (SQLException e) {
              return e;
            }
          });
      awaitActive("to-be-cancelled");
      statement.cancel();
      assertThat(outcome.get().getSQLState()).isEqualTo("57014");
      assertThat(ask(connection, "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void aSocketThatIsNotThereIsAFailedConnection() {
    String folder = server.socketFolder().resolveSibling("nowhere").toString();
    for (String missing : new String[] {folder, "@cqtest-nowhere"}) {
      ConnectionFailure failure =
          ConnectionTest.run(Connecting.opener(string(missing))).orElseThrow();
      assertThat(failure.code()).isEqualTo(ConnectionFailureCode.CONN_FAILED);
      assertThat(failure.description())
          .startsWith("cannot connect to %s/.s.PGSQL.%d: ".formatted(missing, server.port()));
    }
  }

  private static void awaitActive(String applicationName) {
    Await.until(
        Duration.ofSeconds(30),
        "the statement runs",
        () ->
            "1"
                .equals(
                    server
                        .administration()
                        .value(
                            "select count(*) from pg_stat_activity where state = 'active'"
                                + " and application_name = '%s'".formatted(applicationName))));
  }

  private static SQLException failureOf(Connection connection, String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
      throw new AssertionError("did not fail: " + sql);
    } catch (SQLException e) {
      return e;
    }
  }
}
