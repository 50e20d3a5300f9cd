package io.cqdestination.postgres.connection.parsing;

import io.cqdestination.postgres.connection.syntax.InvalidConnectionString;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Gathers a connection's parameters. The connection string comes before the service file, that
 * before the environment variables, and those before the files in the home folder.
 */
public final class ParameterSources {
  private ParameterSources() {}

  /**
   * @param variables the environment variables of the process
   * @param home the folder the default files are looked for in
   * @throws InvalidConnectionString when the string or the service file cannot be understood; its
   *     message holds no secret
   */
  public static Parameters gather(
      String connectionString, Map<String, String> variables, Optional<Path> home) {
    Parameters given = ConnectionStringSyntax.parse(connectionString);
    Parameters below = DefaultParameters.in(home).overriddenBy(EnvironmentParameters.of(variables));
    Parameters all = below.overriddenBy(given);
    Optional<Parameter> service = all.find("service");
    if (service.isEmpty()) {
      return all;
    }
    Parameters ofService = ServiceFile.read(all.text("servicefile")).service(service.get().value());
    return below.overriddenBy(ofService).overriddenBy(given);
  }
}
