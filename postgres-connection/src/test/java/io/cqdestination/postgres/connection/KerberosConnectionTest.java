package io.cqdestination.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cqdestination.fixtures.postgres.PostgresOptions;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.fixtures.postgres.SystemPostgres;
import io.cqdestination.postgres.connection.kerberos.TestRealm;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that takes Kerberos alone. The one that tests bring along is built without it. */
class KerberosConnectionTest {
  private static TestRealm realm;
  private static PostgresServer server;

  @BeforeAll
  static void start() throws Exception {
    Optional<PostgresOptions> options = SystemPostgres.withKerberos();
    assumeTrue(
        options.isPresent(), "this machine has no PostgreSQL of its own that is built with GSSAPI");
    realm = TestRealm.start();
    server =
        PostgresServer.start(
            options
                .orElseThrow()
                .with("krb_server_keyfile", realm.serverKeytab().toString())
                .withHostRule("host all jack 127.0.0.1/32 gss include_realm=0")
                .withHostRule("host all trusted 127.0.0.1/32 trust"));
    server.administration().execute("create role jack login; create role trusted login");
  }

  @AfterAll
  static void stop() throws IOException {
    if (realm != null) {
      realm.close();
      server.close();
    }
  }

  private static ConnectionOpener opener(String more, Map<String, String> variables) {
    String string =
        "host=localhost hostaddr=127.0.0.1 port=%d user=jack dbname=postgres %s"
            .formatted(server.port(), more);
    java.util.Map<String, String> all = new java.util.HashMap<>(variables);
    all.put("KRB5_CONFIG", realm.configuration().toString());
    return Connecting.opener(
        ConnectionSettings.parse(
            string, new ClientEnvironment(all, Optional.empty(), Optional.empty(), List.of())));
  }

  private static Map<String, String> keytab() {
    return Map.of("KRB5_CLIENT_KTNAME", realm.clientKeytab().toString());
  }

  /** Whether the session is one of Kerberos, and whether Kerberos encrypts it. */
  private static String way(ConnectionOpener opener) throws SQLException {
    try (Connection connection = opener.connect()) {
      return Connecting.ask(
          connection,
          "select gss_authenticated || ' ' || encrypted || ' ' || principal from pg_stat_gssapi"
              + " where pid = pg_backend_pid()");
    }
  }

  @Test
  void a_keytab_logs_in() throws SQLException {
    assertThat(way(opener("", keytab()))).isEqualTo("true false jack@TEST.EXAMPLE");
  }

  @Test
  void a_ticket_cache_logs_in() throws Exception {
    assertThat(way(opener("", Map.of("KRB5CCNAME", "FILE:" + realm.ticketCache()))))
        .isEqualTo("true false jack@TEST.EXAMPLE");
  }

  @ParameterizedTest
  @CsvSource({
    "require_auth=gss,true false",
    "krbsrvname=postgres gsslib=gssapi,true false",
    "host=127.0.0.1 krbspn=postgres/localhost@TEST.EXAMPLE,true false",
    "gssencmode=disable,true false",
    "gssencmode=prefer,true false",
    "gssencmode=require,true true",
  })
  void parameters_count(String more, String way) throws SQLException {
    assertThat(way(opener(more, keytab()))).isEqualTo(way + " jack@TEST.EXAMPLE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "gssencmode=require"})
  void without_a_ticket_it_is_said_that_one_is_asked_for(String more) {
    assertThatThrownBy(() -> opener(more, Map.of("KRB5CCNAME", "/nowhere")).connect())
        .hasMessageContainingAll("localhost", "asks for Kerberos: ")
        .asInstanceOf(type(SQLException.class))
        .satisfies(failure ->
            assertThat(ConnectionFailure.of(failure).code())
                .isEqualTo(ConnectionFailureCode.AUTH_FAILED));
  }

  @Test
  void a_service_that_the_realm_does_not_know_is_told() {
    assertThatThrownBy(() -> opener("krbsrvname=nobody", keytab()).connect())
        .hasMessageContaining("the session with localhost");
  }

  @Test
  void another_method_than_the_one_demanded_is_refused() {
    assertThatThrownBy(() -> opener("require_auth=scram-sha-256", keytab()).connect())
        .isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> opener("require_auth=gss user=trusted", keytab()).connect())
        .hasMessageContaining("did not ask for Kerberos, which require_auth demands");
  }
}
