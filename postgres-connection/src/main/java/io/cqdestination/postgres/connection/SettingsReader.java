package io.cqdestination.postgres.connection;

import io.cqdestination.postgres.connection.parsing.Parameter;
import io.cqdestination.postgres.connection.parsing.ParameterNames;
import io.cqdestination.postgres.connection.parsing.Parameters;
import io.cqdestination.postgres.connection.parsing.PasswordFile;
import io.cqdestination.postgres.connection.socket.KeepAlive;
import io.cqdestination.postgres.connection.syntax.InvalidConnectionString;
import io.cqdestination.postgres.connection.tls.TlsSettings;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gives gathered parameters their meaning. Used once, by one thread. */
final class SettingsReader {
  private final Parameters parameters;
  private final TypedParameters typed;
  private final ClientEnvironment environment;
  private final Optional<String> needsTls;

  /**
   * @param needsTls what may cross no line that is not encrypted, if anything
   */
  SettingsReader(Parameters parameters, ClientEnvironment environment, Optional<String> needsTls) {
    this.parameters = parameters;
    this.typed = new TypedParameters(parameters);
    this.environment = environment;
    this.needsTls = needsTls;
  }

  /**
   * @throws InvalidConnectionString naming the parameter that cannot be understood
   */
  ConnectionSettings read() {
    refuseWhatIsUnsupported();
    List<Host> hosts = new HostReader(parameters, environment).read();
    boolean network = hosts.stream().anyMatch(Host.Network.class::isInstance);
    if (needsTls.isPresent() && !hosts.stream().allMatch(Host.Network.class::isInstance)) {
      throw new InvalidConnectionString(
          "connection string: a unix socket has no TLS, which %s needs".formatted(needsTls.get()));
    }
    String user = user();
    String database = typed.text("database").orElse(user);
    return new ConnectionSettings(
        hosts,
        database,
        user,
        parameters.text("password"),
        passwordFileEntries(hosts, database, user),
        typed.seconds("connect_timeout").orElse(Duration.ZERO),
        network ? new TlsReader(parameters, needsTls).read() : TlsSettings.disabled(),
        new AuthenticationReader(parameters).read(),
        new KerberosReader(parameters, environment).read(),
        runtimeParameters(),
        targetSessionAttributes(),
        typed.choice("load_balance_hosts", "disable", "random").equals("random"),
        keepAlive(),
        pool(),
        parameters.all().stream()
            .map(Parameter::name)
            .filter(ParameterNames::isWithoutEffect)
            .toList());
  }

  private void refuseWhatIsUnsupported() {
    for (Parameter parameter : parameters.all()) {
      boolean delegatesNothing =
          parameter.name().equals("gssdelegation") && parameter.value().equals("0");
      if (ParameterNames.isUnsupported(parameter.name()) && !delegatesNothing) {
        throw parameter.refused("is not supported");
      }
    }
    typed.choice("min_protocol_version", "3.0");
    typed.choice("max_protocol_version", "3.0", "3.2", "latest");
    typed.choice(
        "default_query_exec_mode",
        "cache_statement",
        "cache_describe",
        "describe_exec",
        "exec",
        "simple_protocol");
  }

  private String user() {
    return typed
        .text("user")
        .or(environment::operatingSystemUser)
        .orElseThrow(() ->
            new InvalidConnectionString(
                "connection string: there is no user, neither in it nor in PGUSER, and the"
                    + " process runs as a user without a name"));
  }

  private Map<Host, String> passwordFileEntries(List<Host> hosts, String database, String user) {
    Optional<String> file = typed.text("passfile");
    if (file.isEmpty() || !parameters.text("password").isEmpty()) {
      return Map.of();
    }
    PasswordFile passwordFile = PasswordFile.read(file.get());
    Map<Host, String> entries = new HashMap<>();
    for (Host host : hosts) {
      passwordFile
          .password(host.networkName(), host.port(), database, user)
          .ifPresent(password -> entries.put(host, password));
    }
    return entries;
  }

  private Map<String, String> runtimeParameters() {
    Map<String, String> settings = new LinkedHashMap<>();
    for (Parameter parameter : parameters.all()) {
      if (ParameterNames.isSessionSetting(parameter.name())) {
        if (parameter.value().indexOf('\0') >= 0) {
          throw parameter.refused("holds a NUL character");
        }
        settings.put(parameter.name(), parameter.value());
      }
    }
    typed
        .text("fallback_application_name")
        .ifPresent(name -> settings.putIfAbsent("application_name", name));
    return settings;
  }

  private TargetSessionAttributes targetSessionAttributes() {
    List<String> choices =
        Arrays.stream(TargetSessionAttributes.values()).map(TargetSessionAttributes::text).toList();
    String choice = typed.choice("target_session_attrs", choices.toArray(String[]::new));
    return TargetSessionAttributes.of(choice).orElseThrow();
  }

  private KeepAlive keepAlive() {
    return new KeepAlive(
        typed.integer("keepalives", 0).orElse(1) != 0,
        typed.seconds("keepalives_idle").filter(Duration::isPositive),
        typed.seconds("keepalives_interval").filter(Duration::isPositive),
        typed.integer("keepalives_count", 0).filter(count -> count > 0));
  }

  private PoolSettings pool() {
    // Without effect here, but a mistake in them is one.
    typed.integer("pool_min_conns", 0);
    typed.duration("pool_health_check_period");
    return new PoolSettings(
        typed.integer("pool_max_conns", 1),
        typed.duration("pool_max_conn_lifetime"),
        typed.duration("pool_max_conn_idle_time"));
  }
}
