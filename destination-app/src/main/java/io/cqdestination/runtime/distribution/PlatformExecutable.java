package io.cqdestination.runtime.distribution;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A self-contained executable, as the build names it.
 *
 * @param os the operating system as the registry spells it, such as {@code linux}
 * @param architecture the processor as the registry spells it, such as {@code amd64}
 */
record PlatformExecutable(Path path, String os, String architecture) {
  private static final String PLATFORM = "-(linux|darwin)-(amd64|arm64)";

  /**
   * The executables of a folder, sorted by platform.
   *
   * @param name what their names begin with
   * @throws IOException when the folder cannot be read
   */
  static List<PlatformExecutable> in(Path folder, String name) throws IOException {
    List<PlatformExecutable> found = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return found;
    }
    Pattern named = Pattern.compile(Pattern.quote(name) + PLATFORM);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Matcher match = named.matcher(String.valueOf(file.getFileName()));
        if (match.matches()) {
          found.add(new PlatformExecutable(file, match.group(1), match.group(2)));
        }
      }
    }
    found.sort(
        Comparator.comparing(PlatformExecutable::os)
            .thenComparing(PlatformExecutable::architecture));
    return found;
  }
}
