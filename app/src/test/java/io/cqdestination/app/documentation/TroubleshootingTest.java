package io.cqdestination.app.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TroubleshootingTest {
  /** The first cell of a row, up to the code mark before the next cell. */
  private static final Pattern MESSAGE = Pattern.compile("(?m)^\\| `(.+?)` \\|");

  /** Texts that the code breaks over lines. */
  private static final Pattern JOINED = Pattern.compile("\"\\s*\\+\\s*\"");

  @Test
  void every_message_is_one_that_the_code_knows() throws IOException {
    String code = JOINED.matcher(ProjectFiles.sources()).replaceAll("");
    String page = ProjectFiles.read(ProjectFiles.page("troubleshooting.md"));
    List<String> unknown = new ArrayList<>();
    List<MatchResult> messages = MESSAGE.matcher(page).results().toList();
    for (MatchResult message : messages) {
      for (String part : message.group(1).split("…", -1)) {
        if (!part.isBlank() && !code.contains(escaped(part.strip()))) {
          unknown.add(part.strip());
        }
      }
    }
    assertThat(messages).hasSizeGreaterThan(20);
    assertThat(unknown).isEmpty();
  }

  private static String escaped(String part) {
    return part.replace("\"", "\\\"");
  }
}
