package io.cqdestination.app.process;

import java.nio.file.Path;

/** The packaged executable under test. */
final class PluginBinary {
  private PluginBinary() {}

  static Path path() {
    return Path.of(System.getProperty("plugin.binary"));
  }
}
