package io.cqdestination.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.fixtures.proxy.FaultProxy;
import io.cqdestination.testkit.Await;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** A session that has gone silent is asked about over a second connection. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SilenceTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration SILENCE = Duration.ofMillis(300);
  private static final Executor THREADS = task -> Thread.ofPlatform().daemon().start(task);

  private final RecordingPasswords passwords = new RecordingPasswords();
  private Database database;
  private FaultProxy proxy;

  @BeforeEach
  void open() {
    database = PostgresServer.shared().create();
    proxy = FaultProxy.to(PostgresServer.shared());
  }

  @AfterEach
  void close() {
    proxy.close();
    database.close();
  }

  @Test
  void aStatementThatGotLostIsGivenUpAndItsSessionEnded() throws Exception {
    loseCommit();
  }

  private void loseCommit() throws Exception {
    try (Connection connection = connect(database.connectionString(proxy.port()))) {
      String pid = Connecting.ask(connection, "SELECT pg_backend_pid()");
      connection.setAutoCommit(false);
      execute(connection, "CREATE TABLE t (i int)");
      proxy.blackHoleBefore("COMMIT");
      assertThatThrownBy(connection::commit)
          .isInstanceOfSatisfying(
              SQLException.class,
              lost -> {
                assertThat(lost.getSQLState()).startsWith("08");
                assertThat(lost.getCause())
                    .hasMessageContaining("no word from 127.0.0.1:" + proxy.port())
                    .hasMessageContaining("is not at work for this session");
              });
      assertThat(connection.isClosed()).isTrue();
      awaitEndOf(pid);
    }
  }

  @Test
  void anAnswerThatGotLostIsGivenUp() throws Exception {
    try (Connection connection = connect(database.connectionString(proxy.port()))) {
      proxy.blackHoleAfter("CREATE");
      assertThatThrownBy(() -> execute(connection, "CREATE TABLE t (i int)"))
          .isInstanceOf(SQLException.class);
      assertThat(database.value("SELECT count(*) FROM t")).isEqualTo("0");
    }
  }

  @Test
  void rowsThatGotLostAreGivenUp() throws Exception {
    database.execute("CREATE TABLE t (line text)");
    try (Connection connection = connect(database.connectionString(proxy.port()))) {
      String pid = Connecting.ask(connection, "SELECT pg_backend_pid()");
      connection.setAutoCommit(false);
      CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY t FROM STDIN");
      proxy.blackHoleBefore("CopyDone");
      copy.writeToCopy(new byte[] {'x', '\n'}, 0, 2);
      assertThatThrownBy(copy::endCopy)
          .isInstanceOf(SQLException.class)
          .cause()
          .hasMessageContaining("is not at work");
      awaitEndOf(pid);
    }
  }

  @Test
  void aServerThatCannotBeAskedIsGivenUp() throws Exception {
    String string = database.connectionString(proxy.port()) + "&connect_timeout=2";
    try (Connection connection = connect(string)) {
      proxy.blackHole();
      assertThatThrownBy(() -> execute(connection, "SELECT 1"))
          .isInstanceOfSatisfying(
              SQLException.class,
              lost ->
                  assertThat(lost.getCause())
                      .hasMessageContaining("could not be asked")
                      .hasMessageNotContaining(database.server().password()));
    }
  }

  @Test
  void aServerThatIsAtWorkIsWaitedFor() throws Exception {
    try (Connection holder = database.connect();
        Connection connection = connect(database.connectionString(proxy.port()))) {
      execute(holder, "SELECT pg_advisory_lock(1)");
      int asked = passwords.asked();
      CompletableFuture<Void> work =
          CompletableFuture.runAsync(
              () -> uncheckedExecute(connection, "SELECT pg_advisory_lock(1)"), THREADS);
      Await.until(LIMIT, "the server was asked three times", () -> passwords.asked() >= asked + 3);
      assertThat(work).isNotDone();
      execute(holder, "SELECT pg_advisory_unlock(1)");
      work.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
  }

  @Test
  void nobodyAsksAboutSessionsThatAreNotWaitedFor() throws Exception {
    try (Connection idle = connect(database.connectionString(proxy.port()))) {
      int opened = passwords.asked();
      loseCommit();
      assertThat(passwords.asked()).as("its session and one inquiry").isEqualTo(opened + 2);
      execute(idle, "SELECT 1");
    }
  }

  @Test
  void aLostStatementOverAUnixSocketIsGivenUp() throws Exception {
    try (Connection connection = connect(database.socketConnectionString())) {
      String pid = Connecting.ask(connection, "SELECT pg_backend_pid()");
      // A stopped process is as silent as a lost one; the server itself answers.
      signal("STOP", pid);
      try {
        assertThatThrownBy(() -> execute(connection, "SELECT 1"))
            .isInstanceOf(SQLException.class)
            .cause()
            .hasMessageContaining("is not at work");
      } finally {
        signal("CONT", pid);
      }
      awaitEndOf(pid);
    }
  }

  private Connection connect(String string) throws SQLException {
    return new ConnectionOpener(Connecting.settings(string), passwords, SILENCE).connect();
  }

  private void awaitEndOf(String pid) {
    Await.until(LIMIT, "the session is gone", () -> Objects.equals(sessions(pid), "0"));
  }

  private String sessions(String pid) {
    return String.valueOf(
        database
            .server()
            .administration()
            .value("SELECT count(*) FROM pg_stat_activity WHERE pid = " + pid));
  }

  private static void signal(String name, String pid) throws Exception {
    assertThat(new ProcessBuilder("kill", "-" + name, pid).start().waitFor()).isZero();
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void uncheckedExecute(Connection connection, String sql) {
    try {
      execute(connection, sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
