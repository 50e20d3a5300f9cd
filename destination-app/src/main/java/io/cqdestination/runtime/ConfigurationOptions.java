package io.cqdestination.runtime;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.migration.MigrationMode;
import io.cqdestination.runtime.configuration.ConfigurationReader;
import io.cqdestination.runtime.configuration.DestinationConfiguration;
import io.cqdestination.runtime.configuration.KeyMode;
import io.cqdestination.runtime.configuration.WriteMode;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a command finds its destination. */
final class ConfigurationOptions {
  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description =
          "The CLI's configuration, YAML or JSON, or a folder of such files. Only the document of"
              + " `kind: destination` is read, with $${VAR} and $${file:PATH} put in.")
  private @Nullable Path config;

  @Option(
      names = "--destination",
      paramLabel = "NAME",
      description = "Which one, where the configuration has several.")
  private @Nullable String destination;

  private final DestinationPlugin plugin;

  ConfigurationOptions(DestinationPlugin plugin) {
    this.plugin = plugin;
  }

  /**
   * @param writeMode where there is no configuration
   * @throws InvalidInput when the configuration cannot be understood, or there is neither one nor
   *     what variables say in its place
   */
  DestinationConfiguration read(WriteMode writeMode) {
    if (config != null) {
      return new ConfigurationReader(System::getenv).read(config, destination);
    }
    if (destination != null) {
      throw new InvalidInput("--destination is one of a configuration: give that with -c");
    }
    return new DestinationConfiguration(
        plugin.description().name(),
        writeMode,
        KeyMode.DEFAULT,
        MigrationMode.SAFE,
        environment().read(System::getenv));
  }

  private EnvironmentSpec environment() {
    return plugin
        .environment()
        .orElseThrow(() ->
            new InvalidInput("-c is missing: the CLI's configuration, which says where to write"));
  }
}
