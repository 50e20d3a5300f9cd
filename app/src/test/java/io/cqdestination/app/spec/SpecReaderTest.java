package io.cqdestination.app.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.sync.StalePolicy;
import io.cqdestination.postgres.ddl.TableGrants;
import io.cqdestination.postgres.logging.DriverLogLevel;
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

class SpecReaderTest {
  private final SpecReader reader = new SpecReader();

  @Test
  void what_is_not_given_has_the_documented_default() throws InvalidSpec {
    DestinationSpec spec = read("{\"connection_string\": \"dbname=a\"}").spec();

    assertThat(spec)
        .isEqualTo(
            new DestinationSpec(
                "dbname=a",
                Optional.empty(),
                Optional.empty(),
                DriverLogLevel.ERROR,
                10_000,
                100_000_000,
                Duration.ofSeconds(60),
                false,
                Duration.ofSeconds(60),
                0,
                StalePolicy.ALWAYS,
                new TableGrants(List.of()),
                false,
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
  }

  @Test
  void a_history_is_kept_where_that_is_asked_for() throws InvalidSpec {
    assertThat(
            read("{\"connection_string\": \"a\", \"write_history\": true}").spec().writesHistory())
        .isTrue();
  }

  @Test
  void refused_rows_are_set_aside_up_to_a_limit() throws InvalidSpec {
    String start = "{\"connection_string\": \"a\", \"refused_rows_max\": 7";

    assertThat(read(start + ", \"refused_rows\": \"set_aside\"}").spec().mostRefusedRows())
        .contains(7L);
    assertThat(read(start + "}").spec().mostRefusedRows()).isEmpty();
  }

  @Test
  void a_sync_is_published_at_its_end_where_that_is_asked_for() throws InvalidSpec {
    String start = "{\"connection_string\": \"a\"";

    assertThat(read(start + ", \"publish\": \"at_end\"}").spec().publishesAtEnd()).isTrue();
    assertThat(read(start + ", \"publish\": \"per_batch\"}").spec().publishesAtEnd()).isFalse();
    assertThatThrownBy(() -> read(start + ", \"publish\": \"soon\"}"))
        .isInstanceOf(InvalidSpec.class)
        .hasMessageContaining("publish must be one of per_batch and at_end");
    assertThatThrownBy(
            () -> read(start + ", \"publish\": \"at_end\", \"refused_rows\": \"set_aside\"}"))
        .isInstanceOf(InvalidSpec.class)
        .hasMessageContaining("publish must not be at_end where refused_rows is set_aside");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"batch_size\": null, \"batch_size_bytes\": null, \"batch_timeout\": null",
        "\"batch_size\": 0, \"batch_size_bytes\": -5, \"batch_timeout\": \"0s\"",
        "\"pgx_log_level\": \"\"",
        "\"pgx_log_level\": null, \"retry_timeout\": \"-1s\", \"create_performance_indexes\": null"
      })
  void null_and_limits_of_zero_or_less_mean_the_default(String keys) throws InvalidSpec {
    assertThat(read("{\"connection_string\": \"a\", " + keys + "}").spec())
        .isEqualTo(read("{\"connection_string\": \"a\"}").spec());
  }

  @Test
  void keys_may_have_any_letter_case() throws InvalidSpec {
    DestinationSpec spec =
        read("{\"Connection_String\": \"a\", \"BATCH_SIZE\": 7, \"batch_Timeout\": \"1m30s\"}")
            .spec();

    assertThat(spec.batchSize()).isEqualTo(7);
    assertThat(spec.batchTimeout()).isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void an_unknown_key_is_a_warning_that_names_it() throws InvalidSpec {
    ReadSpec<DestinationSpec> result = read("{\"connection_string\": \"a\", \"Batch_Sise\": 1}");

    assertThat(result.warnings()).singleElement().asString().contains("Batch_Sise");
  }

  @Test
  void all_problems_are_named_at_once() {
    assertThatThrownBy(() ->
            read(
                "{\"batch_size\": 1.5, \"batch_timeout\": \"soon!\", \"pgx_log_level\": \"loud\"}"))
        .isInstanceOf(InvalidSpec.class)
        .hasMessageContainingAll(
            "connection_string is required", "batch_size", "batch_timeout", "pgx_log_level");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"connection_string\": 5}|connection_string must be a string",
        "{\"connection_string\": \"\"}|connection_string must not be empty",
        "{\"connection_string\": \"a\", \"batch_size\": \"many\"}|batch_size must be a whole"
            + " number",
        "{\"connection_string\": \"a\", \"batch_timeout\": 5}|batch_timeout must be a string",
        "{\"connection_string\": \"a\", \"create_performance_indexes\":"
            + " \"yes\"}|create_performance_indexes must be",
        "[]|not a JSON object",
        "{\"connection_string\": \"a\"} {}|not JSON",
        "{\"connection_string\": \"a\"|not JSON",
        "{\"connection_string\": \"a\", \"batch_size\": 1e30}|batch_size must be a whole number"
      })
  void wrong_values_are_refused_by_name(String json, String words) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(InvalidSpec.class)
        .hasMessageContaining(words);
  }

  @Test
  void json_nested_without_end_is_refused() {
    assertThatThrownBy(() -> read("{\"a\":".repeat(50_000)))
        .isInstanceOf(InvalidSpec.class)
        .hasMessageContaining("not JSON");
  }

  @Test
  void text_that_is_no_json_is_not_quoted_because_it_may_hold_a_password() {
    assertThatThrownBy(() -> read("{\"connection_string\": s3cret}"))
        .isInstanceOf(InvalidSpec.class)
        .hasMessageContaining("not JSON")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void the_text_form_of_a_spec_hides_the_connection_string() throws InvalidSpec {
    assertThat(read("{\"connection_string\": \"password=s3cret\"}").spec().toString())
        .doesNotContain("s3cret");
  }

  private ReadSpec<DestinationSpec> read(String json) throws InvalidSpec {
    return reader.read(json.getBytes(StandardCharsets.UTF_8));
  }
}
