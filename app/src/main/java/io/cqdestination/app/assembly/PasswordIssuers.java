package io.cqdestination.app.assembly;

import io.cqdestination.app.spec.LoginSpec;
import io.cqdestination.aws.RdsTokens;
import io.cqdestination.databricks.LakebaseCredentials;
import io.cqdestination.postgres.command.PasswordCommand;
import io.cqdestination.postgres.connection.ClientEnvironment;
import io.cqdestination.postgres.connection.PasswordIssuer;

/** Makes what issues passwords; the classes of one way in are loaded for that way alone. */
final class PasswordIssuers {
  private PasswordIssuers() {}

  /**
   * @throws io.cqdestination.postgres.connection.syntax.InvalidConnectionString when something is
   *     neither in the spec nor in its surroundings
   */
  static PasswordIssuer of(LoginSpec login, ClientEnvironment environment) {
    return switch (login) {
      case LoginSpec.Command command -> new PasswordCommand(command.words(), command.lifetime());
      case LoginSpec.Rds rds -> new RdsTokens(rds.login());
      case LoginSpec.Lakebase lakebase ->
          new LakebaseCredentials(LakebaseLogins.of(lakebase, environment.variables()));
    };
  }
}
