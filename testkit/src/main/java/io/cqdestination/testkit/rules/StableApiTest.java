package io.cqdestination.testkit.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds that the signatures of a module that other projects may compile against are those of the
 * committed list. A module extends it, so that its tests have it too.
 */
public abstract class StableApiTest {
  private static final Path CLASSES = Path.of("target", "classes");
  private static final Path LISTED = Path.of("src", "main", "api", "stable.txt");

  /**
   * Compares the signatures of the module whose tests run with the committed list, or writes that
   * anew with {@code -Dgolden.update=true}.
   */
  @Test
  final void stableSignaturesAreThoseOfTheList() throws IOException {
    String found =
        new ClassFileImporter()
            .importPath(CLASSES).stream()
                .filter(StableTypes::includes)
                .map(JavaClass::getName)
                .sorted()
                .map(StableApiTest::signatures)
                .collect(Collectors.joining("\n"));
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(LISTED.getParent());
      Files.writeString(LISTED, found);
    }

    assertThat(found)
        .as("run this test with -Dgolden.update=true if the change of %s is meant", LISTED)
        .isEqualTo(Files.readString(LISTED));
  }

  /** The class's header, and its public and protected members in the order of their text. */
  private static String signatures(String type) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    int status =
        ToolProvider.findFirst("javap")
            .orElseThrow()
            .run(out, out, "-protected", "-classpath", CLASSES.toString(), type);
    assertThat(status).as(text.toString()).isZero();
    List<String> lines =
        text.toString()
            .lines()
            .filter(line -> !line.startsWith("Compiled from"))
            // Nothing that a caller has to know.
            .map(line -> line.replace(" synchronized ", " "))
            .toList();
    Stream<String> members = lines.stream().skip(1).limit(lines.size() - 2).sorted();
    return lines.getFirst() + "\n" + members.map(line -> line + "\n").collect(Collectors.joining());
  }
}
