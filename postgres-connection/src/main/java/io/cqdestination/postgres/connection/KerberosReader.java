package io.cqdestination.postgres.connection;

import io.cqdestination.postgres.connection.kerberos.KerberosSettings;
import io.cqdestination.postgres.connection.parsing.Parameter;
import io.cqdestination.postgres.connection.parsing.Parameters;
import io.cqdestination.postgres.connection.syntax.InvalidConnectionString;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code krbsrvname} and {@code krbspn}, as libpq and pgx do, and the variables that MIT
 * Kerberos knows.
 */
final class KerberosReader {
  private static final String DEFAULT_SERVICE = "postgres";

  private final Parameters parameters;
  private final Map<String, String> variables;

  KerberosReader(Parameters parameters, ClientEnvironment environment) {
    this.parameters = parameters;
    this.variables = environment.variables();
  }

  /**
   * @throws InvalidConnectionString when a value makes no sense
   */
  KerberosSettings read() {
    Optional<Parameter> principal = parameters.findFilled("krbspn");
    String service =
        parameters.findFilled("krbsrvname").map(Parameter::value).orElse(DEFAULT_SERVICE);
    return new KerberosSettings(
        principal.map(KerberosReader::service).orElse(service),
        principal.map(KerberosReader::host),
        variable("KRB5_CLIENT_KTNAME"),
        variable("KRB5CCNAME"),
        variable("KRB5_CONFIG"));
  }

  private static String service(Parameter principal) {
    return parts(principal)[0];
  }

  private static String host(Parameter principal) {
    return parts(principal)[1];
  }

  /** The realm behind it is the one that Kerberos' own configuration has for the host. */
  private static String[] parts(Parameter principal) {
    String[] parts = principal.value().replaceFirst("@.*", "").split("/", -1);
    if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
      throw principal.refused("has to be service/host, or service/host@REALM");
    }
    return parts;
  }

  private Optional<String> variable(String name) {
    return Optional.of(variables.getOrDefault(name, "")).filter(value -> !value.isEmpty());
  }
}
