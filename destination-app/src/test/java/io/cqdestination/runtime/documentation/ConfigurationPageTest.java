package io.cqdestination.runtime.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
  private static final String SCHEMA =
      """
      {"properties": {
         "a": {"$ref": "#/$defs/duration", "default": "1s", "description": "How long."},
         "b": {"oneOf": [{"type": "null"}, {"$ref": "#/$defs/inner"}]}},
       "required": ["a"],
       "$defs": {
         "duration": {"type": ["string", "null"]},
         "inner": {"type": "object", "required": ["c"], "properties": {
            "c": {"type": "array", "items": {"type": "string"}},
            "d": {"enum": ["x", "y", null], "default": "x"}}}}}
      """;

  @Test
  void references_choices_lists_and_defaults_are_shown() throws IOException {
    assertThat(ConfigurationPage.of("", new ObjectMapper().readTree(SCHEMA)))
        .contains(
            "| `a` | duration | required | How long. |",
            "| `b` | object | – |  |",
            "## `b`",
            "| `c` | list of strings | required |  |",
            "| `d` | `x`, `y` | `x` |  |");
  }

  @Test
  void what_stands_before_the_tables_stays_and_they_are_made_anew() throws IOException {
    String page =
        ConfigurationPage.of(
            "# Configuration\n\nWords.\n\n## Keys\n\n| `old` |\n",
            new ObjectMapper().readTree(SCHEMA));

    assertThat(page).startsWith("# Configuration\n\nWords.\n\n## Keys\n\n| key |");
    assertThat(page).doesNotContain("old");
  }
}
