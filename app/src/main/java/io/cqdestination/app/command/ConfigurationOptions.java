package io.cqdestination.app.command;

import io.cqdestination.app.configuration.ConfigurationReader;
import io.cqdestination.app.configuration.DestinationConfiguration;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a command finds its destination. */
final class ConfigurationOptions {
  @Option(
      names = {"-c", "--config"},
      required = true,
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

  /**
   * @throws io.cqdestination.core.failure.DestinationException.InvalidInput when the configuration
   *     cannot be understood
   */
  DestinationConfiguration read() {
    return new ConfigurationReader(System::getenv)
        .read(Objects.requireNonNull(config), destination);
  }
}
