package io.cqdestination.app.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The ways through the code, as CONTRIBUTING.md lists them, lead from class to class. */
class WaysTest {
  private static final int MOST_STOPS = 8;
  private static final Pattern STOP = Pattern.compile("(\\d)\\. (.*)");
  private static final Pattern CLASS = Pattern.compile("`([A-Z]\\w+)`");
  private static final Map<String, String> SOURCES = new TreeMap<>();

  @BeforeAll
  static void readSources() throws IOException {
    try (Stream<Path> files = Files.walk(ProjectFiles.ROOT)) {
      for (Path file : files.filter(WaysTest::isSource).toList()) {
        SOURCES.put(file.getFileName().toString().replace(".java", ""), ProjectFiles.read(file));
      }
    }
  }

  @Test
  void each_stop_knows_the_next() throws IOException {
    List<List<List<String>>> ways = ways();
    assertThat(ways).hasSize(3).allSatisfy(way -> assertThat(way).hasSizeBetween(3, MOST_STOPS));
    for (List<List<String>> way : ways) {
      for (int i = 1; i < way.size(); i++) {
        List<String> from = way.get(i - 1);
        List<String> to = way.get(i);
        assertThat(from.stream().anyMatch(one -> to.stream().anyMatch(other -> know(one, other))))
            .as("%s know %s", from, to)
            .isTrue();
      }
    }
  }

  @Test
  void every_class_on_the_way_exists() throws IOException {
    assertThat(ways().stream().flatMap(List::stream).flatMap(List::stream))
        .isSubsetOf(SOURCES.keySet());
  }

  /** The classes of each stop of each way. */
  private static List<List<List<String>>> ways() throws IOException {
    String page = ProjectFiles.read(ProjectFiles.ROOT.resolve("CONTRIBUTING.md"));
    int start = page.indexOf("## Three ways");
    List<List<List<String>>> ways = new ArrayList<>();
    for (MatchResult stop :
        STOP.matcher(page.substring(start, page.indexOf("\n## ", start))).results().toList()) {
      if (stop.group(1).equals("1")) {
        ways.add(new ArrayList<>());
      }
      ways.getLast()
          .add(CLASS.matcher(stop.group(2)).results().map(found -> found.group(1)).toList());
    }
    return ways;
  }

  private static boolean know(String one, String other) {
    return one.equals(other) || names(one, other) || names(other, one);
  }

  private static boolean names(String one, String other) {
    String source = SOURCES.get(one);
    return source != null
        && SOURCES.containsKey(other)
        && Pattern.compile("\\b" + other + "\\b").matcher(source).find();
  }

  private static boolean isSource(Path file) {
    return file.toString().endsWith(".java") && file.toString().contains("src/main/java");
  }
}
