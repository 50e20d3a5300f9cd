package io.cqdestination.app.distribution;

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
  private static final Pattern NAME =
      Pattern.compile("cloudquery-destination-postgresql-(linux|darwin)-(amd64|arm64)");

  /**
   * The executables of a folder, sorted by platform.
   *
   * @throws IOException when the folder cannot be read
   */
  static List<PlatformExecutable> in(Path folder) throws IOException {
    List<PlatformExecutable> found = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return found;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
        if (name.matches()) {
          found.add(new PlatformExecutable(file, name.group(1), name.group(2)));
        }
      }
    }
    found.sort(
        Comparator.comparing(PlatformExecutable::os)
            .thenComparing(PlatformExecutable::architecture));
    return found;
  }
}
