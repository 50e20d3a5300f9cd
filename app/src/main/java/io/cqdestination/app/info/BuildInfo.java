package io.cqdestination.app.info;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** What the build knew when it made this binary. Thread-safe. */
public final class BuildInfo {
  private BuildInfo() {}

  public static String version() {
    try (InputStream stream = BuildInfo.class.getResourceAsStream("build.properties")) {
      Properties properties = new Properties();
      properties.load(Objects.requireNonNull(stream));
      return Objects.requireNonNull(properties.getProperty("version"));
    } catch (IOException damaged) {
      throw new UncheckedIOException(damaged);
    }
  }
}
