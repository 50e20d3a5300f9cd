package io.cqdestination.runtime.documentation;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The pages of a plugin, which its build puts into its jar. Thread-safe. */
public final class DocumentationPages {
  private static final String CONFIGURATION = "configuration.md";

  private static final String FOLDER = "documentation";

  private DocumentationPages() {}

  /**
   * The pages' texts by their file names. The tables of the page about the configuration are made
   * from the schema of the spec.
   *
   * @param type a class of the plugin; the pages are in the folder {@code documentation} beside it,
   *     if there are any
   * @throws IOException when the plugin's jar cannot be read
   */
  public static SortedMap<String, String> of(Class<?> type, String specSchema) throws IOException {
    String name = type.getPackageName().replace('.', '/') + "/" + FOLDER;
    SortedMap<String, String> pages = new TreeMap<>();
    for (URL folder : Collections.list(type.getClassLoader().getResources(name))) {
      pages.putAll(written(folder));
    }
    String configuration = pages.getOrDefault(CONFIGURATION, "# Configuration\n");
    pages.put(
        CONFIGURATION,
        ConfigurationPage.of(configuration, new ObjectMapper().readTree(specSchema)));
    return pages;
  }

  /** In a jar, or in a folder of classes in tests. */
  private static SortedMap<String, String> written(URL folder) throws IOException {
    URI place;
    try {
      place = folder.toURI();
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
    if (!place.getScheme().equals("jar")) {
      return read(Path.of(place));
    }
    try (FileSystem jar = FileSystems.newFileSystem(place, Map.of())) {
      return read(jar.provider().getPath(place));
    }
  }

  private static SortedMap<String, String> read(Path folder) throws IOException {
    SortedMap<String, String> pages = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.md")) {
      for (Path file : files) {
        pages.put(String.valueOf(file.getFileName()), Files.readString(file));
      }
    }
    return pages;
  }
}
