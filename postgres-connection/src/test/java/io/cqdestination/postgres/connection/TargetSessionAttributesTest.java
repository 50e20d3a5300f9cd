package io.cqdestination.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.fixtures.postgres.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A primary and a standby; the latter follows nobody. */
class TargetSessionAttributesTest {
  private static PostgresServer standby;

  @BeforeAll
  static void startStandby() throws IOException {
    standby = PostgresServer.start();
    standby.stop();
    Files.createFile(standby.socketFolder().resolveSibling("data").resolve("standby.signal"));
    standby.resume();
  }

  @AfterAll
  static void stopStandby() {
    standby.close();
  }

  private static ConnectionSettings settings(String attributes) {
    return Connecting.settings(
        "host=127.0.0.1,127.0.0.1 port=%d,%d user=postgres dbname=postgres target_session_attrs=%s"
            .formatted(PostgresServer.shared().port(), standby.port(), attributes));
  }

  private static String portOf(String attributes) throws SQLException {
    ConnectionOpener opener =
        Connecting.opener(
            settings(attributes),
            (_, host) ->
                java.util.Optional.of(
                    host.port() == standby.port()
                        ? standby.password()
                        : PostgresServer.shared().password()));
    try (var connection = opener.connect()) {
      return Connecting.ask(connection, "SHOW port");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "any,primary",
    "primary,primary",
    "read-write,primary",
    "standby,standby",
    "read-only,standby",
    "prefer-standby,standby"
  })
  void choosesTheServerThatFits(String attributes, String expected) throws SQLException {
    int port = expected.equals("standby") ? standby.port() : PostgresServer.shared().port();
    assertThat(portOf(attributes)).isEqualTo(Integer.toString(port));
  }

  @Test
  void aPreferenceGivesWayWhenThereIsNoStandby() throws SQLException {
    PostgresServer shared = PostgresServer.shared();
    String string =
        shared.administration().connectionString() + "&target_session_attrs=prefer-standby";
    assertThat(Connecting.ask(string, "SHOW port")).isEqualTo(Integer.toString(shared.port()));
  }

  @Test
  void noFittingServerIsAFailedConnectionThatSaysWhy() {
    PostgresServer shared = PostgresServer.shared();
    String string = shared.administration().connectionString() + "&target_session_attrs=standby";
    assertThat(ConnectionTest.run(Connecting.opener(string)))
        .contains(
            new ConnectionFailure(
                ConnectionFailureCode.CONN_FAILED,
                "127.0.0.1:%d is not a standby, which target_session_attrs rules out"
                    .formatted(shared.port())));
  }
}
