package io.cqdestination.postgres.connection;

import static io.cqdestination.postgres.connection.ConnectionStringCase.inFolder;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsConnectionTest {
  private static final String ENCRYPTED =
      "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";

  private static TlsServer server;

  @BeforeAll
  static void startServer() {
    server = TlsServer.start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  private static String ask(String user, String parameters, String question) throws SQLException {
    return Connecting.ask(server.string(user) + inFolder(parameters), question);
  }

  private static ConnectionFailure failure(String user, String parameters) {
    return failure(server.string(user) + inFolder(parameters));
  }

  private static ConnectionFailure failure(String string) {
    return ConnectionTest.run(Connecting.opener(string)).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"disable,f", "allow,f", "prefer,t", "require,t", "verify-ca,t", "verify-full,t"})
  void aModeEncryptsOrDoesNot(String mode, String encrypted) throws SQLException {
    String parameters = "sslrootcert=${DIR}/authority.crt sslmode=" + mode;
    assertThat(ask("postgres", parameters, ENCRYPTED)).isEqualTo(encrypted);
  }

  @Test
  void preferIsTheDefault() throws SQLException {
    assertThat(ask("postgres", "", ENCRYPTED)).isEqualTo("t");
  }

  @Test
  void allowTurnsToTlsWhenTheServerRefusesToGoWithout() throws SQLException {
    assertThat(ask("secure", "sslmode=allow", ENCRYPTED)).isEqualTo("t");
  }

  @Test
  void preferGoesWithoutTlsWhenTheServerRefusesIt() throws SQLException {
    assertThat(ask("plain", "sslmode=prefer", ENCRYPTED)).isEqualTo("f");
  }

  @Test
  void preferGoesWithoutTlsWhenTheHandshakeFails() throws SQLException {
    String parameters =
        "sslmode=prefer ssl_min_protocol_version=TLSv1 ssl_max_protocol_version=TLSv1.1";
    assertThat(ask("postgres", parameters, ENCRYPTED)).isEqualTo("f");
  }

  @Test
  void disableAndRequireAreNotNegotiable() {
    assertThat(failure("secure", "sslmode=disable").code())
        .isEqualTo(ConnectionFailureCode.AUTH_FAILED);
    assertThat(failure("plain", "sslmode=require").code())
        .isEqualTo(ConnectionFailureCode.AUTH_FAILED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"require", "verify-ca", "verify-full"})
  void aServerOfAnotherAuthorityIsAFailedConnection(String mode) {
    ConnectionFailure failure =
        failure("postgres", "sslrootcert=${DIR}/stranger.crt sslmode=" + mode);
    assertThat(failure.code()).isEqualTo(ConnectionFailureCode.CONN_FAILED);
    assertThat(failure.description()).startsWith("TLS with localhost:" + server.port());
  }

  @Test
  void aServerThatTheSystemDoesNotKnowIsAFailedConnection() {
    assertThat(failure("postgres", "sslrootcert=system").code())
        .isEqualTo(ConnectionFailureCode.CONN_FAILED);
    assertThat(failure("postgres", "sslmode=verify-ca").code())
        .isEqualTo(ConnectionFailureCode.CONN_FAILED);
  }

  @Test
  void aCertificateForAnotherNameIsAFailedConnectionWithVerifyFullOnly() throws SQLException {
    String other =
        inFolder(
            "host=other.example hostaddr=127.0.0.1 port=%d dbname=postgres user=secure"
                    .formatted(server.port())
                + " sslrootcert=${DIR}/authority.crt sslmode=");
    ConnectionFailure failure = failure(other + "verify-full");
    assertThat(failure.code()).isEqualTo(ConnectionFailureCode.CONN_FAILED);
    assertThat(failure.description())
        .startsWith("TLS with other.example:" + server.port())
        .contains("No subject alternative DNS name matching other.example");
    assertThat(Connecting.ask(other + "verify-ca", ENCRYPTED)).isEqualTo("t");
  }

  @Test
  void anAddressIsVerifiedAsANameIs() throws SQLException {
    String string =
        inFolder(
            "host=127.0.0.1 port=%d dbname=postgres user=secure sslmode=verify-full"
                    .formatted(server.port())
                + " sslrootcert=${DIR}/authority.crt");
    assertThat(Connecting.ask(string, ENCRYPTED)).isEqualTo("t");
  }

  @ParameterizedTest
  @CsvSource({
    "client.crt,client.key",
    "client.crt,client-pkcs1.key",
    "client.crt,client-encrypted.key",
    "client.crt,client-pkcs1-aes256.key",
    "client.crt,client-pkcs1-des3.key",
    "client-ec.crt,client-ec.key",
    "client-ec.crt,client-ec-aes128.key"
  })
  void aClientCertificateIsShownWhateverFormItsKeyHas(String certificate, String key)
      throws SQLException {
    String parameters =
        "sslmode=require sslcertmode=require sslpassword=key-secret sslcert=${DIR}/%s sslkey=${DIR}/%s"
            .formatted(certificate, key);
    assertThat(ask("certified", parameters, "SELECT current_user")).isEqualTo("certified");
  }

  @Test
  void withoutItsClientCertificateARoleIsRefused() {
    String certificate = "sslmode=require sslcert=${DIR}/client.crt sslkey=${DIR}/client.key";
    assertThat(failure("certified", "sslmode=require").code())
        .isEqualTo(ConnectionFailureCode.AUTH_FAILED);
    assertThat(failure("certified", certificate + " sslcertmode=disable").code())
        .isEqualTo(ConnectionFailureCode.AUTH_FAILED);
  }

  @Test
  void aServerThatDoesNotTakeTheCertificateIsRefusedWhenItIsRequired() {
    assertThat(failure("postgres", "sslmode=require sslcertmode=require").description())
        .contains("sslcertmode");
  }

  @Test
  void tlsMayComeFromTheFirstByteOn() throws SQLException {
    assertThat(ask("secure", "sslnegotiation=direct", ENCRYPTED)).isEqualTo("t");
  }

  @Test
  void theVersionIsWithinTheLimits() throws SQLException {
    String version = "SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
    assertThat(ask("secure", "ssl_max_protocol_version=TLSv1.2", version)).isEqualTo("TLSv1.2");
    assertThat(ask("secure", "ssl_min_protocol_version=TLSv1.3", version)).isEqualTo("TLSv1.3");
  }

  @Test
  void channelBindingWorksOverTlsAndIsRefusedWithoutIt() throws SQLException {
    assertThat(ask("postgres", "sslmode=require channel_binding=require", ENCRYPTED))
        .isEqualTo("t");
    assertThat(failure("postgres", "sslmode=disable channel_binding=require").code())
        .isEqualTo(ConnectionFailureCode.AUTH_FAILED);
  }
}
