package io.cqdestination.app.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CommandsInPagesTest {
  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]+");

  /** What the pages say of programs that are not ours. */
  private static final Set<String> OF_OTHERS =
      Set.of(
          "--builtin-schema",
          "--hostname",
          "--no-deps",
          "--no-migrate",
          "--port",
          "--query",
          "--resource-type",
          "--shard",
          "--username");

  @Test
  void every_option_is_one_of_the_plugin_or_of_the_projects_scripts() throws IOException {
    String known =
        ProjectFiles.sources() + ProjectFiles.read(ProjectFiles.ROOT.resolve("quickstart"));
    List<String> unknown = new ArrayList<>();
    for (Path page : ProjectFiles.pages()) {
      if (page.startsWith(ProjectFiles.ROOT.resolve("docs/decisions"))) {
        continue;
      }
      for (MatchResult option : OPTION.matcher(ProjectFiles.read(page)).results().toList()) {
        String name = option.group();
        if (!OF_OTHERS.contains(name)
            && !known.contains("\"" + name + "\"")
            && !known.contains("  " + name + " ")) {
          unknown.add(ProjectFiles.ROOT.relativize(page) + ": " + name);
        }
      }
    }
    assertThat(unknown).isEmpty();
  }
}
