package io.cqdestination.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.postgres.connection.kerberos.KerberosSettings;
import io.cqdestination.postgres.connection.parsing.ParameterNames;
import io.cqdestination.postgres.connection.syntax.InvalidConnectionString;
import io.cqdestination.postgres.connection.tls.SslMode;
import io.cqdestination.postgres.connection.tls.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is meant to be read otherwise than pgx reads it, or what pgx's outcome does not show. */
class ConnectionStringDifferencesTest {

  static Stream<ConnectionStringCase> refused() {
    List<String> accepted =
        List.of(
            "host=db.example hostaddr=",
            "hostaddr=10.1.2.3,10.1.2.4",
            "host=h keepalives=1",
            "load_balance_hosts=random",
            "statement_cache_mode",
            "fallback_application_name",
            "client_encoding",
            "host=@abstract",
            "@@abstract",
            "client-encrypted.key",
            "target_session_attrs=");
    return ConnectionStringCase.all()
        .filter(row -> row.differs() != null)
        .filter(row -> accepted.stream().noneMatch(row.string()::contains));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void isRefused(ConnectionStringCase row) {
    assertThatThrownBy(() -> ConnectionStringTableTest.parse(row))
        .isInstanceOf(InvalidConnectionString.class);
  }

  @Test
  void hostaddrGivesTheAddressOfEachHost() {
    assertThat(Connecting.settings("host=a.example,b.example hostaddr=10.1.2.3,10.1.2.4").hosts())
        .containsExactly(
            new Host.Network("a.example", Optional.of("10.1.2.3"), 5432),
            new Host.Network("b.example", Optional.of("10.1.2.4"), 5432));
    assertThat(Connecting.settings("hostaddr=10.1.2.3,::1 port=1,2").hosts())
        .containsExactly(
            new Host.Network("10.1.2.3", Optional.of("10.1.2.3"), 1),
            new Host.Network("::1", Optional.of("::1"), 2));
  }

  @Test
  void keepalivesAreForTheSocketAndNotForTheServer() {
    ConnectionSettings settings =
        Connecting.settings(
            "host=h keepalives=0 keepalives_idle=60 keepalives_interval=0 keepalives_count=4"
                + " tcp_user_timeout=9000");
    assertThat(settings.runtimeParameters()).isEmpty();
    assertThat(settings.keepAlive().enabled()).isFalse();
    assertThat(settings.keepAlive().idle()).contains(Duration.ofMinutes(1));
    assertThat(settings.keepAlive().interval()).isEmpty();
    assertThat(settings.keepAlive().count()).contains(4);
    assertThat(settings.parametersWithoutEffect()).containsExactly("tcp_user_timeout");
  }

  @Test
  void otherLibrariesTuningIsAcceptedAndNamed() {
    ConnectionSettings settings =
        Connecting.settings(
            "host=h statement_cache_mode=describe default_query_exec_mode=exec gssencmode=prefer");
    assertThat(settings.runtimeParameters()).isEmpty();
    assertThat(settings.parametersWithoutEffect())
        .containsExactly("statement_cache_mode", "default_query_exec_mode");
  }

  @Test
  void abstractSocketsBeginWithAnAtSign() {
    assertThat(Connecting.settings("host=@name port=5433").hosts())
        .containsExactly(new Host.UnixSocket("@name", 5433));
    assertThat(Connecting.settings("postgres://jack:secret@@name/d").hosts())
        .containsExactly(new Host.UnixSocket("@name", 5432));
    assertThat(new Host.UnixSocket("@name", 5433).path()).isEqualTo("@name/.s.PGSQL.5433");
  }

  @Test
  void withoutAHostAndASocketItIsThisMachine() {
    assertThat(Connecting.settings("user=u").hosts())
        .containsExactly(new Host.Network("localhost", Optional.empty(), 5432));
  }

  @Test
  void withoutAUserAnywhereTheStringIsRefused() {
    ClientEnvironment nobody =
        new ClientEnvironment(Map.of(), Optional.empty(), Optional.empty(), List.of());
    assertThatThrownBy(() -> ConnectionSettings.parse("host=h", nobody))
        .isInstanceOf(InvalidConnectionString.class)
        .hasMessageContaining("there is no user");
  }

  @Test
  void eachHostHasItsOwnEntryInThePasswordFile() {
    ConnectionSettings settings =
        Connecting.settings(
            ConnectionStringCase.inFolder(
                "host=pg.example,other.example,third.example user=jack dbname=mydb"
                    + " passfile=${DIR}/passwords"));
    assertThat(settings.hosts().stream().map(settings::passwordOf))
        .containsExactly(Optional.of("from-file"), Optional.of("any:thing\\"), Optional.empty());
  }

  @Test
  void poolSettingsAreReadAsGoWritesThem() {
    ConnectionSettings settings =
        Connecting.settings(
            "host=h pool_max_conns=7 pool_min_conns=1 pool_max_conn_lifetime=1h30m"
                + " pool_max_conn_idle_time=90s pool_health_check_period=0.5m");
    assertThat(settings.pool())
        .isEqualTo(
            new PoolSettings(
                Optional.of(7),
                Optional.of(Duration.ofMinutes(90)),
                Optional.of(Duration.ofSeconds(90))));
    assertThat(settings.parametersWithoutEffect())
        .containsExactlyInAnyOrder("pool_min_conns", "pool_health_check_period");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pool_min_conns=-1", "pool_health_check_period=often"})
  void aMistakeInWhatHasNoEffectIsOneAllTheSame(String parameter) {
    assertThatThrownBy(() -> Connecting.settings("host=h " + parameter))
        .isInstanceOf(InvalidConnectionString.class);
  }

  @Test
  void filesOfTheHomeFolderAreTheDefaults(@TempDir Path home) throws IOException {
    Path tls = Files.createDirectory(home.resolve(".postgresql"));
    Path resources = ConnectionStringCase.folder();
    Files.copy(resources.resolve("authority.crt"), tls.resolve("root.crt"));
    Files.copy(resources.resolve("client.crt"), tls.resolve("postgresql.crt"));
    Files.copy(resources.resolve("client.key"), tls.resolve("postgresql.key"));
    Files.copy(resources.resolve("passwords"), home.resolve(".pgpass"));
    Files.copy(resources.resolve("services.conf"), home.resolve(".pg_service.conf"));
    ClientEnvironment environment =
        new ClientEnvironment(Map.of(), Optional.of(home), Optional.of("jack"), List.of());

    ConnectionSettings settings =
        ConnectionSettings.parse("host=pg.example dbname=mydb sslmode=require", environment);
    assertThat(settings.tls().verification()).isEqualTo(Verification.AUTHORITY);
    assertThat(settings.tls().clientCertificate()).isPresent();
    assertThat(settings.passwordOf(settings.hosts().getFirst())).contains("from-file");
    assertThat(ConnectionSettings.parse("service=minimal", environment).hosts())
        .containsExactly(new Host.Network("minimal.example", Optional.empty(), 5432));
  }

  @ParameterizedTest
  @CsvSource({
    "host=h port=x,'port (connection string, character 8) has to be a port'",
    "host=h connect_timeout=x,'connect_timeout (connection string, character 8) has to be a whole'",
    "postgres://h/d?a=b&sslmode=x,'sslmode (connection string, character 20) has to be one of'",
    "postgres://u:a b@h,'connection string, character 15: a blank has to be written as %20'",
    "host=h password=a b,'connection string, character 19: expected keyword=value; if this belongs"
        + " to the value of password, that value has to stand in single quotes'",
    "host=h 'x,'connection string, character 8: expected keyword=value'",
    "sslmode = 'x,'connection string, character 11: this single quote is never closed'"
  })
  void aRefusalSaysWhatAndWhere(String string, String message) {
    assertThatThrownBy(() -> Connecting.settings(string))
        .isInstanceOf(InvalidConnectionString.class)
        .hasMessageContaining(message);
  }

  @Test
  void aRefusalNamesTheVariableOrTheLineAValueIsFrom() {
    ConnectionStringCase variable =
        new ConnectionStringCase("host=h", Map.of("PGPORT", "x"), null, null);
    assertThatThrownBy(() -> ConnectionStringTableTest.parse(variable))
        .hasMessageContaining("port (environment variable PGPORT)");
    assertThatThrownBy(() ->
            Connecting.settings(
                ConnectionStringCase.inFolder(
                    "service=orders servicefile=${DIR}/broken-services.conf")))
        .hasMessageContaining("broken-services.conf, line 2: expected name=value");
  }

  /** Source: libpq 17's list of parameter keywords. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "application_name",
        "channel_binding",
        "client_encoding",
        "connect_timeout",
        "dbname",
        "fallback_application_name",
        "gssdelegation",
        "gssencmode",
        "gsslib",
        "host",
        "hostaddr",
        "keepalives",
        "keepalives_count",
        "keepalives_idle",
        "keepalives_interval",
        "krbsrvname",
        "load_balance_hosts",
        "options",
        "passfile",
        "password",
        "port",
        "replication",
        "require_auth",
        "requirepeer",
        "requiressl",
        "service",
        "ssl_max_protocol_version",
        "ssl_min_protocol_version",
        "sslcert",
        "sslcertmode",
        "sslcompression",
        "sslcrl",
        "sslcrldir",
        "sslkey",
        "sslmode",
        "sslnegotiation",
        "sslpassword",
        "sslrootcert",
        "sslsni",
        "target_session_attrs",
        "tcp_user_timeout",
        "user"
      })
  void whatLibpqKnowsIsKnownAndNoSettingOfTheServer(String name) {
    String canonical = ParameterNames.canonical(name);

    assertThat(ParameterNames.isKnown(canonical)).isTrue();
  }

  @Test
  void gssdelegationMayBeOff() {
    assertThat(Connecting.settings("host=h gssdelegation=0").runtimeParameters()).isEmpty();
    assertThatThrownBy(() -> Connecting.settings("host=h gssdelegation=1"))
        .hasMessageContaining("gssdelegation (connection string, character 8) is not supported");
  }

  @Test
  void kerberosNamesTheServer() {
    assertThat(Connecting.settings("host=h").kerberos().service()).isEqualTo("postgres");
    assertThat(Connecting.settings("host=h krbsrvname=pg").kerberos().service()).isEqualTo("pg");
    KerberosSettings named =
        Connecting.settings("host=h krbsrvname=pg krbspn=db/h.example@REALM").kerberos();
    assertThat(named.service()).isEqualTo("db");
    assertThat(named.host()).contains("h.example");
    assertThatThrownBy(() -> Connecting.settings("host=h krbspn=db"))
        .hasMessageContaining("krbspn (connection string, character 8) has to be service/host");
  }

  @Test
  void encryptedKeysOfPkcs8AreAccepted() {
    ConnectionSettings settings =
        Connecting.settings(
            ConnectionStringCase.inFolder(
                "host=h sslmode=require sslcert=${DIR}/client.crt"
                    + " sslkey=${DIR}/client-encrypted.key sslpassword=key-secret"));
    assertThat(settings.tls().mode()).isEqualTo(SslMode.REQUIRE);
  }
}
