package io.cqdestination.app.assembly;

import io.cqdestination.app.spec.LoginSpec;
import io.cqdestination.databricks.LakebaseLogin;
import io.cqdestination.databricks.WorkspaceAddress;
import io.cqdestination.postgres.connection.syntax.InvalidConnectionString;
import java.util.Map;
import java.util.Optional;

/** Completes a spec with the variables that Databricks' own tools know. */
final class LakebaseLogins {
  private LakebaseLogins() {}

  static LakebaseLogin of(LoginSpec.Lakebase spec, Map<String, String> variables) {
    String host = given(spec.host(), "host", "DATABRICKS_HOST", variables);
    return new LakebaseLogin(
        spec.endpoint(),
        WorkspaceAddress.of(host)
            .orElseThrow(() ->
                new InvalidConnectionString(
                    "lakebase: the host has to be https:// and a name: secrets are sent there")),
        given(spec.clientId(), "client_id", "DATABRICKS_CLIENT_ID", variables),
        given(spec.clientSecret(), "client_secret", "DATABRICKS_CLIENT_SECRET", variables));
  }

  private static String given(
      Optional<String> value, String key, String variable, Map<String, String> variables) {
    return value
        .or(() -> Optional.of(variables.getOrDefault(variable, "")))
        .filter(text -> !text.isEmpty())
        .orElseThrow(() ->
            new InvalidConnectionString(
                "lakebase: there is neither %s nor the variable %s".formatted(key, variable)));
  }
}
