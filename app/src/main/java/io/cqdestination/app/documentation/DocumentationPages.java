package io.cqdestination.app.documentation;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cqdestination.app.spec.SpecSchema;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/** The pages of docs/, which the build puts beside this class. Thread-safe. */
public final class DocumentationPages {
  static final String CONFIGURATION = "configuration.md";

  private DocumentationPages() {}

  /**
   * The pages' texts by their file names. The page about the configuration is made from the schema
   * of the spec.
   *
   * @throws IOException when the program's own file cannot be read
   */
  public static SortedMap<String, String> all() throws IOException {
    Path program = program();
    SortedMap<String, String> pages;
    if (Files.isDirectory(program)) {
      pages = read(program);
    } else {
      try (FileSystem jar = FileSystems.newFileSystem(program)) {
        pages = read(jar.getPath("/"));
      }
    }
    pages.put(CONFIGURATION, ConfigurationPage.of(new ObjectMapper().readTree(SpecSchema.text())));
    return pages;
  }

  private static SortedMap<String, String> read(Path root) throws IOException {
    Path folder = root.resolve(DocumentationPages.class.getPackageName().replace('.', '/'));
    SortedMap<String, String> pages = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.md")) {
      for (Path file : files) {
        pages.put(String.valueOf(file.getFileName()), Files.readString(file));
      }
    }
    return pages;
  }

  /** The jar, or the folder of classes in tests. */
  private static Path program() {
    try {
      return Path.of(
          DocumentationPages.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
