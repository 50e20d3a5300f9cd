package io.cqdestination.app.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LinksTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern IMAGE = Pattern.compile("(?:src|srcset)=\"([^\"]+)\"");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");
  private static final Pattern COMMAND = Pattern.compile("(?<![\\w./])\\./([\\w./-]+[\\w-])");

  @Test
  void every_relative_link_leads_to_a_file_and_every_anchor_to_a_heading() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path page : ProjectFiles.pages()) {
      String text = ProjectFiles.read(page);
      for (Pattern pattern : List.of(LINK, IMAGE)) {
        pattern
            .matcher(text)
            .results()
            .map(match -> match.group(1))
            .filter(link -> !link.matches("[a-z]+:.*"))
            .filter(link -> !resolves(page, link))
            .forEach(link -> broken.add(ProjectFiles.ROOT.relativize(page) + ": " + link));
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void every_command_of_the_project_is_there() throws IOException {
    List<String> missing = new ArrayList<>();
    for (Path page : ProjectFiles.pages()) {
      for (MatchResult command : COMMAND.matcher(ProjectFiles.read(page)).results().toList()) {
        String path = command.group(1);
        if (!Files.exists(ProjectFiles.ROOT.resolve(path)) && !isBuilt(path)) {
          missing.add(ProjectFiles.ROOT.relativize(page) + ": ./" + path);
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  private static boolean isBuilt(String path) {
    return path.startsWith("app/target/cloudquery-destination-postgresql")
        || path.startsWith("app/target/dist/cloudquery-destination-postgresql");
  }

  private static boolean resolves(Path page, String link) {
    int hash = link.indexOf('#');
    String file = hash < 0 ? link : link.substring(0, hash);
    Path target = file.isEmpty() ? page : page.resolveSibling(file).normalize();
    return Files.exists(target)
        && (hash < 0
            || HEADING
                .matcher(ProjectFiles.read(target))
                .results()
                .anyMatch(heading -> anchor(heading.group(1)).equals(link.substring(hash + 1))));
  }

  /** As the usual viewers of Markdown make it. */
  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
  }
}
