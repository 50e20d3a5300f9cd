package io.cqdestination.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsIT {
  private static final Path PAGES = Path.of("..", "docs");

  @TempDir private Path folder;

  @Test
  void doc_writes_the_committed_pages() throws Exception {
    Path written = folder.resolve("a/b");

    PluginBinary.Outcome outcome = PluginBinary.run("doc", written.toString());

    assertThat(outcome.errors()).isEmpty();
    assertThat(outcome.status()).isZero();
    assertThat(markdown(written)).isEqualTo(markdown(PAGES)).contains("configuration.md");
    for (String page : markdown(PAGES)) {
      assertThat(written.resolve(page)).hasSameTextualContentAs(PAGES.resolve(page));
    }
  }

  @Test
  void a_destination_has_no_tables_of_its_own() throws Exception {
    assertThat(PluginBinary.run("doc", "--format", "json", folder.toString()).status()).isZero();

    assertThat(folder.resolve("__tables.json")).content().isEqualToIgnoringNewLines("[]");
  }

  @Test
  void doc_says_where_it_cannot_write() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    PluginBinary.Outcome outcome = PluginBinary.run("doc", file.resolve("below").toString());

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.errors()).contains(file.toString()).hasLineCount(1);
  }

  @Test
  void a_package_needs_executables() throws Exception {
    PluginBinary.Outcome outcome =
        PluginBinary.run("package", "-m", "News", version(), folder.toString());

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.errors()).contains("-Pdist package").hasLineCount(1);
  }

  @Test
  void a_package_has_the_version_of_its_executables() throws Exception {
    PluginBinary.Outcome outcome =
        PluginBinary.run("package", "-m", "News", "v99.0.0", folder.toString());

    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.errors()).contains("'v99.0.0' is not that of the executables");
  }

  @Test
  void a_package_is_made_of_an_executable_and_pages() throws Exception {
    Files.writeString(folder.resolve("cloudquery-destination-postgresql-linux-arm64"), "binary");
    Files.writeString(folder.resolve("overview.md"), "# Overview");
    Files.writeString(folder.resolve("news.md"), "What is *new*");

    PluginBinary.Outcome outcome =
        PluginBinary.run(
            "package",
            "--message=@" + folder.resolve("news.md"),
            "--binaries-dir=" + folder,
            "--docs-dir=" + folder,
            "-D",
            folder.resolve("dist").toString(),
            version(),
            folder.toString());

    assertThat(outcome.errors()).isEmpty();
    assertThat(outcome.output())
        .contains("plugin-postgresql-%s-linux-arm64.zip".formatted(version()));
    assertThat(folder.resolve("dist/package.json")).content().contains("What is *new*");
    assertThat(folder.resolve("dist/docs/overview.md")).exists();
  }

  private static String version() throws Exception {
    return "v" + PluginBinary.run("--version").output().replace("postgresql ", "").strip();
  }

  private static Set<String> markdown(Path pages) throws Exception {
    try (Stream<Path> files = Files.list(pages)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".md"))
          .collect(Collectors.toSet());
    }
  }
}
