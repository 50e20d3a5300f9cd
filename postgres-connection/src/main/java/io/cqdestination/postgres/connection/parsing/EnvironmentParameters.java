package io.cqdestination.postgres.connection.parsing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parameters given by environment variables, those of libpq; an empty variable counts as unset. */
final class EnvironmentParameters {
  private static final Map<String, String> NAME_BY_VARIABLE = new LinkedHashMap<>();

  static {
    for (String name :
        List.of(
            "host",
            "hostaddr",
            "port",
            "database",
            "user",
            "password",
            "passfile",
            "service",
            "servicefile",
            "connect_timeout",
            "options",
            "sslmode",
            "sslcert",
            "sslkey",
            "sslpassword",
            "sslrootcert",
            "sslcertmode",
            "sslsni",
            "sslnegotiation")) {
      NAME_BY_VARIABLE.put("PG" + name.toUpperCase(java.util.Locale.ROOT), name);
    }
    NAME_BY_VARIABLE.put("PGAPPNAME", "application_name");
    NAME_BY_VARIABLE.put("PGTARGETSESSIONATTRS", "target_session_attrs");
    NAME_BY_VARIABLE.put("PGLOADBALANCEHOSTS", "load_balance_hosts");
    NAME_BY_VARIABLE.put("PGCHANNELBINDING", "channel_binding");
    NAME_BY_VARIABLE.put("PGREQUIREAUTH", "require_auth");
    NAME_BY_VARIABLE.put("PGSSLMINPROTOCOLVERSION", "ssl_min_protocol_version");
    NAME_BY_VARIABLE.put("PGSSLMAXPROTOCOLVERSION", "ssl_max_protocol_version");
    NAME_BY_VARIABLE.put("PGMINPROTOCOLVERSION", "min_protocol_version");
    NAME_BY_VARIABLE.put("PGMAXPROTOCOLVERSION", "max_protocol_version");
    NAME_BY_VARIABLE.put("PGGSSENCMODE", "gssencmode");
    NAME_BY_VARIABLE.put("PGKRBSRVNAME", "krbsrvname");
    NAME_BY_VARIABLE.put("PGGSSLIB", "gsslib");
    NAME_BY_VARIABLE.put("PGTZ", "timezone");
  }

  private EnvironmentParameters() {}

  static Parameters of(Map<String, String> variables) {
    return Parameters.of(
        NAME_BY_VARIABLE.entrySet().stream()
            .filter(entry -> !variables.getOrDefault(entry.getKey(), "").isEmpty())
            .map(entry ->
                new Parameter(
                    entry.getValue(),
                    variables.getOrDefault(entry.getKey(), ""),
                    "environment variable " + entry.getKey()))
            .toList());
  }
}
