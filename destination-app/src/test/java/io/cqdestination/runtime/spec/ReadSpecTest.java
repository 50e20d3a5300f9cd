package io.cqdestination.runtime.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReadSpecTest {
  private record Sample(String path, Duration timeout) {
    static Sample of(SpecObject object) {
      return new Sample(
          object.requiredText("path"), object.duration("timeout", Duration.ofSeconds(1)));
    }
  }

  @Test
  void keys_are_read_and_unknown_ones_are_warned_of() throws InvalidSpec {
    ReadSpec<Sample> read =
        ReadSpec.of(json("{\"Path\": \"a\", \"timeout\": \"1m30s\", \"x\": 1}"), Sample::of);

    assertThat(read.spec()).isEqualTo(new Sample("a", Duration.ofSeconds(90)));
    assertThat(read.warnings()).singleElement().asString().endsWith("ignores: x");
  }

  @Test
  void everything_that_is_wrong_is_said_at_once() {
    byte[] wrong = json("{\"timeout\": 5}");

    assertThatThrownBy(() -> ReadSpec.of(wrong, Sample::of))
        .isInstanceOf(InvalidSpec.class)
        .hasMessageContainingAll("path is required", "timeout must be a string");
    assertThatThrownBy(() -> ReadSpec.toOpen(wrong, Sample::of))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContainingAll("path is required", "timeout must be a string");
  }

  @Test
  void what_is_no_json_is_refused_with_its_place_and_without_its_words() {
    assertThatThrownBy(() -> ReadSpec.of(json("{\n\"path\": s3cret}"), Sample::of))
        .isInstanceOf(InvalidSpec.class)
        .hasMessageContaining("it is not JSON (line 2, ")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void a_number_beyond_all_measure_is_refused() {
    assertThatThrownBy(() -> ReadSpec.of(json("{\"path\": 8e99999999999}"), Sample::of))
        .isInstanceOf(InvalidSpec.class)
        .hasMessageContaining("it has a number that is too large");
  }

  private static byte[] json(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
