package io.cqdestination.app.command;

import io.cqdestination.app.configuration.ConfigurationReader;
import io.cqdestination.app.configuration.DestinationConfiguration;
import io.cqdestination.app.configuration.EnvironmentDestination;
import io.cqdestination.app.configuration.WriteMode;
import io.cqdestination.core.failure.DestinationException.InvalidInput;
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
              + " `kind: destination` is read, with $${VAR} and $${file:PATH} put in. Without it the"
              + " database is that of DATABASE_URL, or of PGHOST, PGUSER and the like.")
  private @Nullable Path config;

  @Option(
      names = "--destination",
      paramLabel = "NAME",
      description = "Which one, where the configuration has several.")
  private @Nullable String destination;

  /**
   * @param writeMode where there is no configuration
   * @throws InvalidInput when the configuration cannot be understood, or there is none and no
   *     variable in its place
   */
  DestinationConfiguration read(WriteMode writeMode) {
    if (config != null) {
      return new ConfigurationReader(System::getenv).read(config, destination);
    }
    if (destination != null) {
      throw new InvalidInput("--destination is one of a configuration: give that with -c");
    }
    return EnvironmentDestination.of(System::getenv, writeMode);
  }
}
