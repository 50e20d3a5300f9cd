package io.cqdestination.app.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.cqdestination.aws.RdsLogin;
import io.cqdestination.runtime.spec.InvalidSpec;
import io.cqdestination.runtime.spec.ReadSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The keys that say where passwords come from; the schema and the reader agree about them. */
class LoginSpecTest {
  static final List<String> KEYS =
      List.of("password_command", "password_ttl", "aws_iam_auth", "lakebase");

  private final Schema schema =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(SpecReader.schema());

  private static String spec(String keys) {
    return "{\"connection_string\": \"a\", " + keys + "}";
  }

  private static ReadSpec<DestinationSpec> read(String keys) throws InvalidSpec {
    return new SpecReader().read(spec(keys).getBytes(StandardCharsets.UTF_8));
  }

  private boolean accepts(String keys) {
    return schema.validate(spec(keys), InputFormat.JSON).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"password_command\": [\"pass\"]",
        "\"password_command\": [\"pass\", \"show\", \"db\"], \"password_ttl\": \"1m\"",
        "\"password_command\": [\"pass\"], \"password_ttl\": null",
        "\"password_command\": null, \"password_ttl\": null",
        "\"aws_iam_auth\": null, \"lakebase\": null",
        "\"aws_iam_auth\": {}",
        "\"aws_iam_auth\": {\"service\": \"rds\", \"region\": \"eu-west-1\", \"endpoint\":"
            + " \"db.example:5432\", \"local_profile\": \"audit\", \"role_arn\": \"arn:aws:iam::1:role/r\","
            + " \"role_session_name\": \"s\", \"external_id\": \"e\"}",
        "\"aws_iam_auth\": {\"service\": \"\", \"region\": \"\", \"endpoint\": \"\", \"role_arn\": \"\","
            + " \"external_id\": \"\"}",
        "\"aws_iam_auth\": {\"endpoint\": \"db.example\", \"role_arn\": \"r\"}, \"lakebase\": null",
        "\"lakebase\": {\"endpoint\": \"projects/p/branches/b/endpoints/e\"}",
        "\"lakebase\": {\"endpoint\": \"projects/p/branches/b/endpoints/e\", \"host\": \"h\","
            + " \"client_id\": \"i\", \"client_secret\": \"s\"}",
      })
  void good_ones_are_read_without_a_warning(String keys) throws InvalidSpec {
    assertThat(read(keys).warnings()).isEmpty();
    assertThat(accepts(keys)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"password_command\": \"pass show db\"|password_command must be a list of strings",
        "\"password_command\": []|password_command must have one word at least",
        "\"password_command\": [\"pass\", 5]|password_command[1] must be a string",
        "\"password_command\": [\"pass\"], \"password_ttl\": \"soon!\"|password_ttl must be a"
            + " duration",
        "\"password_ttl\": \"1m\"|password_ttl needs a password_command",
        "\"aws_iam_auth\": \"rds\"|aws_iam_auth must be an object",
        "\"aws_iam_auth\": {\"service\": \"redshift\"}|aws_iam_auth.service must be rds",
        "\"aws_iam_auth\": {\"endpoint\": \"https://db.example\"}|aws_iam_auth.endpoint must be host",
        "\"aws_iam_auth\": {\"endpoint\": \"h:port\"}|aws_iam_auth.endpoint must be host",
        "\"aws_iam_auth\": {\"external_id\": \"e\"}|aws_iam_auth.external_id needs a role_arn",
        "\"aws_iam_auth\": {\"role_session_name\": \"s\", \"role_arn\":"
            + " \"\"}|aws_iam_auth.role_session_name needs a role_arn",
        "\"lakebase\": {}|lakebase.endpoint is required",
        "\"lakebase\": {\"endpoint\": \"e\"}|lakebase.endpoint must be projects/",
        "\"lakebase\": {\"endpoint\": \"projects/p/branches/b/endpoints/e\"}, \"aws_iam_auth\":"
            + " {}|lakebase gives the password, and so does aws_iam_auth",
        "\"password_command\": [\"pass\"], \"aws_iam_auth\": {}|aws_iam_auth gives the password, and so"
            + " does password_command",
      })
  void bad_ones_are_refused_with_the_reason(String keys, String words) {
    assertThatThrownBy(() -> read(keys))
        .isInstanceOf(InvalidSpec.class)
        .hasMessageContaining(words);
    assertThat(accepts(keys)).isFalse();
  }

  @Test
  void what_a_role_is_not_given_has_the_documented_default() throws InvalidSpec {
    assertThat(read("\"aws_iam_auth\": {\"role_arn\": \"r\"}").spec().login())
        .contains(
            new LoginSpec.Rds(
                new RdsLogin(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(new RdsLogin.Role("r", "cloudquery", Optional.empty())))));
  }

  @Test
  void no_text_form_shows_a_secret() throws InvalidSpec {
    String keys =
        "\"lakebase\": {\"endpoint\": \"projects/p/branches/b/endpoints/e\", \"client_secret\":"
            + " \"Zq7canary\"}";

    assertThat(read(keys).spec().login().toString()).contains("projects").doesNotContain("canary");
  }

  @Test
  void what_is_not_given_has_the_documented_default() throws InvalidSpec {
    assertThat(read("\"password_command\": [\"pass\", \"Zq7canary\"]").spec().login())
        .contains(new LoginSpec.Command(List.of("pass", "Zq7canary"), Duration.ofMinutes(5)))
        .get()
        .asString()
        .doesNotContain("canary");
  }
}
