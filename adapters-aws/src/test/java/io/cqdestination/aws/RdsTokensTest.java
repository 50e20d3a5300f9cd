package io.cqdestination.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.cqdestination.postgres.connection.ConnectionFailure;
import io.cqdestination.postgres.connection.ConnectionFailureCode;
import io.cqdestination.postgres.connection.Login;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** Tokens, checked as a server checks them, with a service that gives credentials of a role. */
class RdsTokensTest {
  private static final Login LOGIN =
      new Login("jack o'neill+x@example.com", "db.abc.eu-west-1.rds.amazonaws.com", 5433);
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-29T12:00:00Z"), ZoneOffset.UTC);
  private static final RdsLogin PLAIN =
      new RdsLogin(Optional.of("eu-west-1"), Optional.empty(), Optional.empty(), Optional.empty());

  private TokenService service;

  @BeforeAll
  static void quieten() {
    ((Logger) LoggerFactory.getLogger("software.amazon.awssdk")).setLevel(Level.WARN);
  }

  @BeforeEach
  void start() throws Exception {
    service = new TokenService();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private static TokenCheck token(RdsLogin login) throws SQLException {
    return new TokenCheck(new RdsTokens(login, NOON, UnaryOperator.identity()).issue(LOGIN));
  }

  private static RdsLogin with(Optional<String> endpoint, Optional<String> profile) {
    return new RdsLogin(Optional.of("eu-west-1"), endpoint, profile, Optional.empty());
  }

  private RdsTokens assuming(Optional<String> externalId) {
    URI address = service.address();
    RdsLogin.Role role =
        new RdsLogin.Role("arn:aws:iam::123456789012:role/writer", "nightly", externalId);
    return new RdsTokens(
        new RdsLogin(
            Optional.of("eu-west-1"), Optional.empty(), Optional.empty(), Optional.of(role)),
        NOON,
        client -> client.endpointOverride(address));
  }

  @Test
  void a_token_is_signed_for_user_and_server_for_a_quarter_of_an_hour() throws Exception {
    TokenCheck token = token(PLAIN);

    assertThat(token.host()).isEqualTo("db.abc.eu-west-1.rds.amazonaws.com:5433");
    assertThat(token.value("Action")).isEqualTo("connect");
    assertThat(token.value("DBUser")).isEqualTo(LOGIN.user());
    assertThat(token.value("X-Amz-Date")).isEqualTo("20261129T120000Z");
    assertThat(token.value("X-Amz-Expires")).isEqualTo("900");
    assertThat(token.value("X-Amz-Credential"))
        .isEqualTo("AKIAOFTHECHAIN/20261129/eu-west-1/rds-db/aws4_request");
    assertThat(token.isSignedWith("Zq7canary-of-the-chain")).isTrue();
    assertThat(token.isSignedWith("another")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"proxy.example,proxy.example:5433", "proxy.example:6000,proxy.example:6000"})
  void it_is_for_the_endpoint_that_was_named(String endpoint, String host) throws Exception {
    assertThat(token(with(Optional.of(endpoint), Optional.empty())).host()).isEqualTo(host);
  }

  @Test
  void a_profile_has_credentials_and_a_region() throws Exception {
    TokenCheck token =
        token(
            new RdsLogin(
                Optional.empty(), Optional.empty(), Optional.of("audit"), Optional.empty()));

    assertThat(token.value("X-Amz-Credential"))
        .isEqualTo("AKIAOFTHEPROFILE/20261129/eu-central-1/rds-db/aws4_request");
    assertThat(token.value("X-Amz-Security-Token")).isEqualTo("Zq7canary-session-of-the-profile");
    assertThat(token.isSignedWith("Zq7canary-of-the-profile")).isTrue();
  }

  @Test
  void a_role_is_assumed_with_the_credentials_of_the_chain() throws Exception {
    RdsTokens tokens = assuming(Optional.of("their id"));
    TokenCheck token = new TokenCheck(tokens.issue(LOGIN));

    assertThat(token.value("X-Amz-Credential")).startsWith("ASIAOFTHEROLE1/");
    assertThat(token.value("X-Amz-Security-Token")).isEqualTo(TokenService.SESSION);
    assertThat(token.isSignedWith(TokenService.SECRET_KEY)).isTrue();
    assertThat(service.requests())
        .singleElement()
        .asString()
        .contains(
            "Action=AssumeRole",
            "RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fwriter",
            "RoleSessionName=nightly",
            "ExternalId=their+id");
    assertThat(service.authorizations())
        .singleElement()
        .asString()
        .contains("AKIAOFTHECHAIN", "/eu-west-1/sts/");
  }

  @Test
  void credentials_of_a_role_serve_until_they_expire() throws Exception {
    RdsTokens tokens = assuming(Optional.empty());
    tokens.issue(LOGIN);
    tokens.issue(LOGIN);
    assertThat(service.requests()).hasSize(1).first().asString().doesNotContain("ExternalId");

    service.giveFor(Duration.ofSeconds(1));
    RdsTokens hasty = assuming(Optional.empty());
    hasty.issue(LOGIN);
    assertThat(new TokenCheck(hasty.issue(LOGIN)).value("X-Amz-Credential"))
        .startsWith("ASIAOFTHEROLE3/");
  }

  @Test
  void a_refusal_is_a_mistake_and_an_outage_is_not() {
    service.refuseWith(403);
    assertThatThrownBy(() -> assuming(Optional.empty()).issue(LOGIN))
        .hasMessage("aws_iam_auth: AccessDenied: may not assume arn:aws:iam::1:role/writer")
        .asInstanceOf(type(SQLException.class))
        .satisfies(failure -> assertThat(ConnectionFailure.isMistake(failure)).isTrue())
        .satisfies(failure ->
            assertThat(ConnectionFailure.of(failure).code())
                .isEqualTo(ConnectionFailureCode.AUTH_FAILED));

    service.refuseWith(503);
    assertPassing(assuming(Optional.empty()));
    service.close();
    assertPassing(assuming(Optional.empty()));
  }

  private static void assertPassing(RdsTokens tokens) {
    assertThatThrownBy(() -> tokens.issue(LOGIN))
        .hasMessageStartingWith("aws_iam_auth: ")
        .asInstanceOf(type(SQLException.class))
        .satisfies(failure -> assertThat(ConnectionFailure.isMistake(failure)).isFalse());
  }

  @Test
  void a_profile_that_is_not_there_is_a_mistake() {
    assertThatThrownBy(() -> token(with(Optional.empty(), Optional.of("nobody"))))
        .hasMessageContainingAll("aws_iam_auth: ", "nobody")
        .asInstanceOf(type(SQLException.class))
        .satisfies(failure -> assertThat(ConnectionFailure.isMistake(failure)).isTrue());
  }

  @Test
  void tokens_go_over_encrypted_lines_alone() {
    assertThat(new RdsTokens(PLAIN).needsTls()).contains("aws_iam_auth");
  }
}
