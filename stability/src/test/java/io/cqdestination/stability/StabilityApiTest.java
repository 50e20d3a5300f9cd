package io.cqdestination.stability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds the signatures against the committed list, as the testkit's test does in other modules: it
 * needs this module, and so cannot test it.
 */
class StabilityApiTest {
  private static final Path CLASSES = Path.of("target", "classes");
  private static final Path LISTED = Path.of("src", "main", "api", "stable.txt");

  @Test
  void stableSignaturesAreThoseOfTheList() throws IOException {
    String found;
    try (Stream<Path> files = Files.walk(CLASSES)) {
      found =
          files
              .filter(file -> file.toString().endsWith(".class"))
              .filter(file -> !file.endsWith("package-info.class"))
              .map(Path::toString)
              .sorted()
              .map(StabilityApiTest::signatures)
              .collect(Collectors.joining("\n"));
    }
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(LISTED.getParent());
      Files.writeString(LISTED, found);
    }

    assertThat(found)
        .as("run this test with -Dgolden.update=true if the change of %s is meant", LISTED)
        .isEqualTo(Files.readString(LISTED));
  }

  private static String signatures(String file) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    int status = ToolProvider.findFirst("javap").orElseThrow().run(out, out, "-protected", file);
    assertThat(status).as(text.toString()).isZero();
    return text.toString()
        .lines()
        .filter(line -> !line.startsWith("Compiled from") && !line.equals("}"))
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
