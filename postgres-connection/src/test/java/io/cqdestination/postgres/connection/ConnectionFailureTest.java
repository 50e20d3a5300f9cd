package io.cqdestination.postgres.connection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.testkit.Await;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every code of a connection test, provoked. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConnectionFailureTest {
  private static final String PASSWORD = "top-Secret-4711";

  private static Database database;

  @BeforeAll
  static void createDatabase() {
    database = PostgresServer.shared().create();
  }

  @AfterAll
  static void dropDatabase() {
    database.close();
  }

  private static Optional<ConnectionFailure> test(String connectionString) {
    return ConnectionTest.run(Connecting.opener(connectionString));
  }

  private static String string(int port, String databaseName) {
    return "host=127.0.0.1 port=%d user=postgres password=%s dbname=%s"
        .formatted(port, PASSWORD, databaseName);
  }

  private static ConnectionFailure failure(String connectionString) {
    ConnectionFailure failure = test(connectionString).orElseThrow();
    assertThat(failure.description()).doesNotContain(PASSWORD);
    return failure;
  }

  @Test
  void aDatabaseThatCanBeUsedHasNoFailure() {
    assertThat(test(database.connectionString())).isEmpty();
  }

  @Test
  void aTestLeavesNoConnectionBehind() {
    assertThat(test(database.connectionString() + "&application_name=tested")).isEmpty();
    Await.until(
        Duration.ofSeconds(30),
        "the session is gone",
        () ->
            "0"
                .equals(
                    database.value(
                        "select count(*) from pg_stat_activity where application_name = 'tested'")));
  }

  @Test
  void aWrongPasswordIsAuthenticationInTheServersWords() {
    ConnectionFailure failure = failure(string(PostgresServer.shared().port(), database.name()));
    assertThat(failure)
        .isEqualTo(
            new ConnectionFailure(
                ConnectionFailureCode.AUTH_FAILED,
                "password authentication failed for user \"postgres\""));
  }

  @Test
  void aMissingPasswordIsAuthentication() {
    String string =
        "host=127.0.0.1 port=%d user=postgres".formatted(PostgresServer.shared().port());
    assertThat(failure(string))
        .isEqualTo(
            new ConnectionFailure(
                ConnectionFailureCode.AUTH_FAILED,
                "127.0.0.1:%d asks for a password, and there is none"
                    .formatted(PostgresServer.shared().port())));
  }

  @Test
  void aMethodTheUserRulesOutIsAuthentication() {
    ConnectionFailure failure =
        failure(database.connectionString() + "&require_auth=!scram-sha-256,!oauth");
    assertThat(failure.code()).isEqualTo(ConnectionFailureCode.AUTH_FAILED);
  }

  @Test
  void anUnknownDatabaseIsNamedByTheServer() {
    String string = PostgresServer.shared().database("no_such_db").connectionString();
    assertThat(failure(string))
        .isEqualTo(
            new ConnectionFailure(
                ConnectionFailureCode.UNKNOWN_DATABASE, "database \"no_such_db\" does not exist"));
  }

  @Test
  void aSearchPathWithoutAnySchemaIsAnUnknownSchema() {
    ConnectionFailure failure = failure(database.connectionString() + "&search_path=nowhere,nor");
    assertThat(failure.code()).isEqualTo(ConnectionFailureCode.UNKNOWN_SCHEMA);
    assertThat(failure.description()).endsWith(": nowhere,nor");
  }

  @Test
  void aRefusedPortIsAFailedConnectionAndNoUnknownDatabase() {
    assertThat(failure(string(1, "mydb")))
        .isEqualTo(
            new ConnectionFailure(
                ConnectionFailureCode.CONN_FAILED,
                "cannot connect to 127.0.0.1:1: Connection refused"));
  }

  @Test
  void aNameThatDoesNotResolveIsADnsFailure() {
    String string = "postgresql://jack:%s@no-such-host.invalid/mydb".formatted(PASSWORD);
    assertThat(failure(string))
        .isEqualTo(
            new ConnectionFailure(
                ConnectionFailureCode.DNS_FAILED, "no such host \"no-such-host.invalid\""));
  }

  @Test
  void aServerThatAcceptsAndStaysSilentIsGivenUpAfterConnectTimeout() throws IOException {
    try (FakeServer blackHole = FakeServer.blackHole()) {
      for (String mode : new String[] {"disable", "prefer", "require"}) {
        String string = string(blackHole.port(), "mydb") + " connect_timeout=1 sslmode=" + mode;
        assertThat(failure(string))
            .isEqualTo(
                new ConnectionFailure(
                    ConnectionFailureCode.CONN_FAILED,
                    "no answer from 127.0.0.1:%d in time".formatted(blackHole.port())));
      }
    }
  }

  @Test
  void aServerThatSaysALittleNowAndThenIsGivenUpToo() throws IOException {
    FakeServer.Behaviour trickle =
        client -> {
          while (!client.isClosed()) {
            // A notice whose length promises far more than will come.
            client.getOutputStream().write(new byte[] {'N', 0x7f, 0, 0, 0});
            LockSupport.parkNanos(100_000_000);
          }
        };
    try (FakeServer server = FakeServer.start(trickle)) {
      ConnectionFailure failure =
          failure(string(server.port(), "mydb") + " connect_timeout=1 sslmode=disable");
      assertThat(failure.code()).isEqualTo(ConnectionFailureCode.CONN_FAILED);
    }
  }

  @Test
  void somethingElseThanPostgresqlIsAFailedConnection() throws IOException {
    try (FakeServer web =
        FakeServer.start(client -> {
          client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8));
          client.close();
        })) {
      assertThat(failure(string(web.port(), "mydb") + " sslmode=disable").code())
          .isEqualTo(ConnectionFailureCode.CONN_FAILED);
    }
  }

  @Test
  void aServerOnWindowsThatAsksForSspiIsAnsweredWithKerberos() throws IOException {
    byte[] sspi = {'R', 0, 0, 0, 8, 0, 0, 0, 9};
    try (FakeServer server = FakeServer.start(client -> client.getOutputStream().write(sspi))) {
      assertThat(failure(string(server.port(), "mydb") + " sslmode=disable").description())
          .contains("asks for Kerberos");
    }
  }

  @Test
  void tlsThatIsWantedAndNotOfferedIsAFailedConnection() {
    int port = PostgresServer.shared().port();
    assertThat(failure(string(port, database.name()) + " sslmode=require"))
        .isEqualTo(
            new ConnectionFailure(
                ConnectionFailureCode.CONN_FAILED,
                "127.0.0.1:%d does not offer TLS, which sslmode asks for".formatted(port)));
  }

  @Test
  void aUserWithoutTheRightToConnectIsAuthentication() {
    Database server = PostgresServer.shared().administration();
    server.execute("create role outsider login password '" + PASSWORD + "'");
    server.execute("revoke connect on database " + database.name() + " from public");
    String string =
        "postgresql://outsider:%s@127.0.0.1:%d/%s"
            .formatted(PASSWORD, PostgresServer.shared().port(), database.name());
    try {
      assertThat(failure(string).code()).isEqualTo(ConnectionFailureCode.AUTH_FAILED);
    } finally {
      server.execute("drop role outsider");
    }
  }

  @Test
  void poolersHaveOneStateForAllTheyRefuse() {
    assertThat(code("no such database: mydb")).isEqualTo(ConnectionFailureCode.UNKNOWN_DATABASE);
    assertThat(code("password authentication failed")).isEqualTo(ConnectionFailureCode.AUTH_FAILED);
    assertThat(code("no such user: u")).isEqualTo(ConnectionFailureCode.AUTH_FAILED);
    assertThat(code("unsupported startup parameter: search_path"))
        .isEqualTo(ConnectionFailureCode.CONN_FAILED);
  }

  @Test
  void whatAPoolerRefusesForGoodIsAMistake() {
    assertThat(isMistake("no such database: mydb", "08P01")).isTrue();
    assertThat(isMistake("unsupported startup parameter: search_path", "08P01")).isTrue();
    assertThat(isMistake("no more connections allowed (max_client_conn)", "08P01")).isFalse();
  }

  @Test
  void whatMayPassIsNoMistake() {
    for (String state : new String[] {"08001", "08006", "53300", "57P03", "XX000"}) {
      assertThat(isMistake("any", state)).as(state).isFalse();
    }
    assertThat(ConnectionFailure.isMistake(new SQLException("any"))).isFalse();
  }

  private static boolean isMistake(String words, String state) {
    return ConnectionFailure.isMistake(new SQLException(words, state));
  }

  private static ConnectionFailureCode code(String words) {
    return ConnectionFailure.of(new SQLException(words, "08P01")).code();
  }

  @Test
  void whatNobodyKnowsIsUnknown() {
    assertThat(ConnectionFailure.of(new SQLException("strange", "XX000")))
        .isEqualTo(new ConnectionFailure(ConnectionFailureCode.UNKNOWN, "strange"));
  }
}
