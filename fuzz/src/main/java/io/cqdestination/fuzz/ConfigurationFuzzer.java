package io.cqdestination.fuzz;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.runtime.configuration.ConfigurationReader;
import java.nio.file.Path;

/** Configuration files of the CLI, as the commands load and plan read them. */
public final class ConfigurationFuzzer {
  private static final WatchedLog LOG = WatchedLog.ofProcess();
  private static final ConfigurationReader READER =
      new ConfigurationReader(name -> name.equals("PASSWORD") ? Secret.PASSWORD : null);

  private ConfigurationFuzzer() {}

  public static void fuzzerTestOneInput(byte[] input) throws Exception {
    if (Secret.isKnown(input)) {
      return;
    }
    try (InputFile file = InputFile.of(input, ".yml")) {
      MemoryLimit.hold(() -> read(file.path()));
    }
    LOG.check();
  }

  private static void read(Path file) {
    try {
      READER.read(file, null);
    } catch (InvalidInput refused) {
      // Names are shown: who calls a destination as the password is called wants it so.
      if (!refused.getMessage().contains("destinations")) {
        Secret.checkAbsent(refused);
      }
    }
  }
}
