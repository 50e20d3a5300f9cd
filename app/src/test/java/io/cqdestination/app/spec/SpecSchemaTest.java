package io.cqdestination.app.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cqdestination.runtime.spec.InvalidSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpecSchemaTest {
  private final JsonNode schema = parsed();

  @Test
  void every_key_of_the_schema_is_one_that_the_reader_knows() throws InvalidSpec {
    for (var property : schema.get("properties").properties()) {
      String key = property.getKey();
      String json = "{\"%s\": null, \"connection_string\": \"a\"}".formatted(key);

      assertThat(new SpecReader().read(json.getBytes(StandardCharsets.UTF_8)).warnings())
          .as(key)
          .isEmpty();
    }
  }

  @Test
  void the_defaults_of_the_schema_are_those_of_the_reader() throws InvalidSpec {
    DestinationSpec spec =
        new SpecReader()
            .read("{\"connection_string\": \"a\"}".getBytes(StandardCharsets.UTF_8))
            .spec();

    assertThat(schema.at("/properties/batch_size/default").intValue()).isEqualTo(spec.batchSize());
    assertThat(schema.at("/properties/batch_size_bytes/default").longValue())
        .isEqualTo(spec.batchSizeBytes());
    assertThat(schema.at("/properties/batch_timeout/default").textValue())
        .isEqualTo(spec.batchTimeout().toSeconds() + "s");
    assertThat(schema.at("/properties/retry_timeout/default").textValue())
        .isEqualTo(spec.retryTimeout().toSeconds() + "s");
  }

  @ParameterizedTest
  @ValueSource(strings = {"60s", "1m30s", "500ms", "1.5h", ".5s", "2us", "2µs", "+1s"})
  void durations_as_go_writes_them_are_good(String duration) {
    assertThat(duration).matches(durationPattern());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "soon!", "-1s", "1 s", "s", "1d"})
  void other_texts_are_no_durations(String text) {
    assertThat(text).doesNotMatch(durationPattern());
  }

  private Pattern durationPattern() {
    return Pattern.compile(schema.at("/$defs/duration/pattern").textValue());
  }

  private static JsonNode parsed() {
    try {
      return new ObjectMapper().readTree(SpecReader.schema());
    } catch (IOException malformed) {
      throw new AssertionError(malformed);
    }
  }
}
