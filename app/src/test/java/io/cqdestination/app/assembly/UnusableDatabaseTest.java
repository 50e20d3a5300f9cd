package io.cqdestination.app.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.core.failure.DestinationException.Unavailable;
import io.cqdestination.core.measure.SyncMeter;
import io.cqdestination.core.sync.ConnectionTestResult.Unusable;
import io.cqdestination.core.sync.DestinationFactory;
import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.PostgresServer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What TestConnection and Init say of a spec that leads nowhere. */
class UnusableDatabaseTest {
  private static Database database;

  private final DestinationFactory destinations =
      DaggerPluginComponent.factory().create(SyncMeter.NONE).destinationFactory();

  @BeforeAll
  static void create() {
    database = PostgresServer.shared().create();
  }

  @AfterAll
  static void drop() {
    database.close();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] spec(String connectionString) {
    return bytes(
        JsonNodeFactory.instance
            .objectNode()
            .put("connection_string", connectionString)
            .toString());
  }

  private static String with(String parameter) {
    return database.connectionString() + "&" + parameter;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dbname=no_such_db|UNKNOWN_DATABASE|database \"no_such_db\" does not exist",
        "password=wrong|AUTH_FAILED|password authentication failed for user \"postgres\"",
        "user=nobody|AUTH_FAILED|password authentication failed for user \"nobody\"",
        "nonsense=1|UNKNOWN|unrecognized configuration parameter \"nonsense\"",
        "statement_timeout=never|UNKNOWN|invalid value for parameter \"statement_timeout\": \"never\"",
      })
  void a_mistake_is_said_in_the_servers_bare_words_and_no_retry_is_promised(
      String parameter, String code, String words) {
    byte[] spec = spec(with(parameter));

    assertThat(destinations.test(spec)).isEqualTo(new Unusable(code, words));
    assertThatThrownBy(() -> destinations.open(spec))
        .isInstanceOf(DatabaseRefused.class)
        .hasMessage("the database cannot be used: %s: %s".formatted(code, words));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sslmode=require", "sslmode=verify-full&sslrootcert=system"})
  void tls_that_the_server_does_not_have_is_a_mistake_too(String parameters) {
    byte[] spec = spec(with(parameters));

    assertThat(destinations.test(spec))
        .isInstanceOfSatisfying(
            Unusable.class, unusable -> assertThat(unusable.code()).isEqualTo("CONN_FAILED"));
    assertThatThrownBy(() -> destinations.open(spec)).isInstanceOf(DatabaseRefused.class);
  }

  @Test
  void a_server_that_may_come_back_is_unavailable() {
    byte[] spec = spec("host=127.0.0.1 port=1 user=u");

    assertThatThrownBy(() -> destinations.open(spec))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("CONN_FAILED");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "invalid|failed to unmarshal spec: invalid character 'i' looking for beginning of value",
        "{\"connection_string\": \"a\"|failed to unmarshal spec: unexpected end of JSON input",
        "[]|failed to unmarshal spec: it is not a JSON object",
        "{\"batch_size\": 1}|failed to validate spec: connection_string is required",
      })
  void a_spec_that_cannot_be_read_is_said_as_the_official_plugin_says_it(
      String spec, String words) {
    assertThat(destinations.test(bytes(spec))).isEqualTo(new Unusable("INVALID_SPEC", words));
  }

  @Test
  void a_word_that_is_no_connection_string_is_said_as_the_official_plugin_says_it() {
    assertThat(destinations.test(spec("invalid")))
        .isEqualTo(
            new Unusable(
                "INVALID_CONFIG",
                "cannot parse `invalid`: failed to parse as keyword/value (invalid keyword/value)"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Zq7canary", "u:canary@h", "password canary", "host=h canary"})
  void what_may_be_a_password_is_not_shown(String connectionString) {
    assertThat(destinations.test(spec(connectionString)))
        .isInstanceOfSatisfying(
            Unusable.class,
            unusable -> {
              assertThat(unusable.code()).isEqualTo("INVALID_CONFIG");
              assertThat(unusable.description()).doesNotContain("canary");
            });
  }
}
