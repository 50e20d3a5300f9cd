package io.cqdestination.postgres.connection;

import io.cqdestination.postgres.connection.kerberos.KerberosSettings;
import io.cqdestination.postgres.connection.parsing.ParameterSources;
import io.cqdestination.postgres.connection.socket.KeepAlive;
import io.cqdestination.postgres.connection.tls.TlsSettings;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that is needed to open connections. Immutable; its text form holds no password.
 *
 * @param hosts at least one, in the order to try them
 * @param database the name of the database; that of the user where none was given
 * @param password empty when none was given; see {@link #passwordOf}
 * @param passwordFileEntries passwords the user's password file has for some of the hosts
 * @param connectTimeout for each address that is tried, from connecting until the session is
 *     usable; 0 when the user set no limit
 * @param runtimeParameters settings of the session, in the order they were given
 * @param loadBalanceHosts whether hosts and their addresses are tried in random order
 * @param parametersWithoutEffect names of parameters that are accepted and change nothing here
 */
record ConnectionSettings(
    List<Host> hosts,
    String database,
    String user,
    String password,
    Map<Host, String> passwordFileEntries,
    Duration connectTimeout,
    TlsSettings tls,
    AuthenticationRequirements authentication,
    KerberosSettings kerberos,
    Map<String, String> runtimeParameters,
    TargetSessionAttributes targetSessionAttributes,
    boolean loadBalanceHosts,
    KeepAlive keepAlive,
    PoolSettings pool,
    List<String> parametersWithoutEffect) {
  private static final String APPLICATION_NAME = "cloudquery-destination-postgresql";

  public ConnectionSettings {
    hosts = List.copyOf(hosts);
    passwordFileEntries = Map.copyOf(passwordFileEntries);
    runtimeParameters = Collections.unmodifiableMap(new LinkedHashMap<>(runtimeParameters));
    parametersWithoutEffect = List.copyOf(parametersWithoutEffect);
  }

  /**
   * Reads a connection string, a URI or keywords with values, as libpq and pgx 5 do, and what it
   * leaves open from the surroundings. Files it names are read once, to see that they can be.
   *
   * @throws io.cqdestination.postgres.connection.syntax.InvalidConnectionString saying what is
   *     wrong and where, without a password
   */
  public static ConnectionSettings parse(String connectionString, ClientEnvironment environment) {
    return parse(connectionString, environment, Optional.empty());
  }

  /**
   * @param needsTls what may cross no line that is not encrypted, for messages; empty when TLS is
   *     left to sslmode
   */
  static ConnectionSettings parse(
      String connectionString, ClientEnvironment environment, Optional<String> needsTls) {
    return new SettingsReader(
            ParameterSources.gather(connectionString, environment.variables(), environment.home()),
            environment,
            needsTls)
        .read();
  }

  /** The password for a host: the one given, else the password file's. */
  public Optional<String> passwordOf(Host host) {
    return Optional.of(password)
        .filter(given -> !given.isEmpty())
        .or(() -> Optional.ofNullable(passwordFileEntries.get(host)));
  }

  /** What sessions call themselves. */
  public String applicationName() {
    return runtimeParameters.getOrDefault("application_name", APPLICATION_NAME);
  }

  @Override
  public String toString() {
    return "ConnectionSettings[hosts="
        + hosts
        + ", database="
        + database
        + ", user="
        + user
        + ", sslmode="
        + tls.mode().text()
        + ", runtimeParameters="
        + runtimeParameters.keySet()
        + "]";
  }
}
