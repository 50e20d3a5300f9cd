package io.cqdestination.app.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.app.Main;
import io.cqdestination.app.spec.SpecReader;
import io.cqdestination.runtime.documentation.DocumentationPages;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
  private static final String NAME = "configuration.md";

  @Test
  void the_committed_page_is_what_the_command_doc_writes() throws IOException {
    assertThat(Files.readString(ProjectFiles.page(NAME)))
        .as("run: ./app/target/cloudquery-destination-postgresql doc docs")
        .isEqualTo(DocumentationPages.of(Main.class, SpecReader.schema()).get(NAME));
  }
}
