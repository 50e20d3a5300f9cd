package io.cqdestination.databricks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.cqdestination.postgres.connection.ConnectionFailure;
import io.cqdestination.postgres.connection.Login;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Credentials, with a workspace that answers as Databricks documents it. */
class LakebaseCredentialsTest {
  private static final Login LOGIN = new Login("principal", "db.example", 5432);
  private static final String ENDPOINT = "projects/p/branches/main/endpoints/e";

  private FakeWorkspace workspace;
  private LakebaseLogin login;
  private LakebaseCredentials credentials;

  @BeforeEach
  void start() throws IOException {
    workspace = new FakeWorkspace();
    login = new LakebaseLogin(ENDPOINT, workspace.address(), "id", "Zq7canary-secret");
    credentials = new LakebaseCredentials(login);
  }

  @AfterEach
  void stop() {
    workspace.close();
  }

  private static String call(String path, String authorization, String body) {
    return String.join("\n", path, authorization, body);
  }

  private static String tokenCall() {
    return call(
        FakeWorkspace.TOKEN_PATH,
        "Basic aWQ6WnE3Y2FuYXJ5LXNlY3JldA==",
        "grant_type=client_credentials&scope=all-apis");
  }

  private static String credentialCall(int token) {
    return call(
        FakeWorkspace.CREDENTIAL_PATH,
        "Bearer Zq7canary-access-" + token,
        "{\"endpoint\":\"" + ENDPOINT + "\"}");
  }

  @Test
  void each_connection_gets_its_own_with_one_access_token() throws SQLException {
    assertThat(credentials.issue(LOGIN)).isEqualTo("Zq7canary-credential-1");
    assertThat(credentials.issue(LOGIN)).isEqualTo("Zq7canary-credential-2");

    assertThat(workspace.calls())
        .containsExactly(tokenCall(), credentialCall(1), credentialCall(1));
  }

  @Test
  void an_access_token_that_is_about_to_expire_is_not_used_again() throws SQLException {
    workspace.tokensLiveFor(59);
    credentials.issue(LOGIN);
    credentials.issue(LOGIN);

    assertThat(workspace.calls()).filteredOn(tokenCall()::equals).hasSize(2);
  }

  @Test
  void after_a_rejected_credential_all_is_made_anew() throws SQLException {
    credentials.rejected(credentials.issue(LOGIN));
    credentials.issue(LOGIN);

    assertThat(workspace.calls())
        .containsExactly(tokenCall(), credentialCall(1), tokenCall(), credentialCall(2));
  }

  @Test
  void an_access_token_that_is_not_taken_is_replaced_once() {
    workspace.answer(
        FakeWorkspace.CREDENTIAL_PATH, 401, "{\"error_code\": \"401\", \"message\": \"expired\"}");

    assertThatThrownBy(() -> credentials.issue(LOGIN)).hasMessageContaining("401: expired");
    assertThat(workspace.calls())
        .containsExactly(tokenCall(), credentialCall(1), tokenCall(), credentialCall(2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/oidc/v1/token|400|{\"error\": \"invalid_client\", \"error_description\": \"no such"
            + " client\"}|answered 400: no such client",
        "/oidc/v1/token|200|{}|the answer has no access_token",
        "/oidc/v1/token|302|<html>|answered 302",
        "/api/2.0/postgres/credentials|404|{\"error_code\": \"NOT_FOUND\", \"message\": \"no"
            + " endpoint e\"}|answered 404: no endpoint e",
        "/api/2.0/postgres/credentials|200|no JSON|the answer has no token",
        "/api/2.0/postgres/credentials|403|{\"message\": \"Zq7canary-secret and Zq7canary-access-1"
            + " may not\"}|answered 403: (hidden) and (hidden) may not",
      })
  void a_refusal_is_a_mistake(String path, int status, String body, String words) {
    workspace.answer(path, status, body);

    assertFailure(credentials, words, true);
  }

  @ParameterizedTest
  @CsvSource({"/oidc/v1/token,500", "/api/2.0/postgres/credentials,503", "/oidc/v1/token,429"})
  void an_outage_is_none(String path, int status) {
    workspace.answer(path, status, "{\"message\": \"later\"}");

    assertFailure(credentials, path + " answered " + status + ": later", false);
  }

  @Test
  void an_answer_that_does_not_end_is_not_waited_for() {
    workspace.stall();

    assertFailure(
        new LakebaseCredentials(
            login, new WorkspaceApi(workspace.address(), Duration.ofMillis(300))),
        "took too long",
        false);
  }

  @Test
  void nobody_there_may_pass() {
    workspace.close();

    assertFailure(credentials, "lakebase: no answer from http://127.0.0.1", false);
  }

  private static void assertFailure(
      LakebaseCredentials credentials, String words, boolean mistake) {
    assertThatThrownBy(() -> credentials.issue(LOGIN))
        .hasMessageContaining(words)
        .hasMessageStartingWith("lakebase: ")
        .hasMessageNotContaining("canary")
        .asInstanceOf(type(SQLException.class))
        .satisfies(failure -> assertThat(ConnectionFailure.isMistake(failure)).isEqualTo(mistake));
  }

  @Test
  void no_text_form_shows_a_secret() {
    assertThat(credentials.toString() + AccessToken.of("Zq7canary", 1))
        .contains("id")
        .doesNotContain("canary");
    assertThat(credentials.needsTls()).contains("lakebase");
  }
}
