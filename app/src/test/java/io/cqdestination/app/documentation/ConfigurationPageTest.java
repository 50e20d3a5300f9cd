package io.cqdestination.app.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cqdestination.app.spec.SpecSchema;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
  @Test
  void the_committed_page_is_what_the_command_doc_writes() throws IOException {
    String page = ConfigurationPage.of(new ObjectMapper().readTree(SpecSchema.text()));

    assertThat(Files.readString(ProjectFiles.page(DocumentationPages.CONFIGURATION)))
        .as("run: ./app/target/cloudquery-destination-postgresql doc docs")
        .isEqualTo(page);
  }

  @Test
  void references_choices_lists_and_defaults_are_shown() throws IOException {
    String schema =
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

    assertThat(ConfigurationPage.of(new ObjectMapper().readTree(schema)))
        .contains(
            "| `a` | duration | required | How long. |",
            "| `b` | object | – |  |",
            "## `b`",
            "| `c` | list of strings | required |  |",
            "| `d` | `x`, `y` | `x` |  |");
  }
}
