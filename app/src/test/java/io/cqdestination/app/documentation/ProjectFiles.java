package io.cqdestination.app.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The project's own files. */
final class ProjectFiles {
  /** Tests run in their module's folder. */
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private ProjectFiles() {}

  static Path page(String name) {
    return ROOT.resolve("docs").resolve(name);
  }

  /** Every page that a reader may open: those beside the code, and docs/ with what is below it. */
  static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(ROOT, "*.md")) {
      files.forEach(pages::add);
    }
    try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
      files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
    }
    return pages;
  }

  /** The text of the code, one after the other. */
  static String sources() throws IOException {
    StringBuilder text = new StringBuilder();
    for (String module :
        List.of(
            "core",
            "adapters-grpc",
            "adapters-parquet",
            "postgres-connection",
            "adapters-postgres",
            "adapters-openai",
            "adapters-aws",
            "adapters-databricks",
            "destination-app",
            "app")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main"))) {
        files
            .filter(file -> file.toString().endsWith(".java") || file.endsWith("launcher"))
            .sorted()
            .forEach(file -> text.append(read(file)).append('\n'));
      }
    }
    return text.toString();
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
