package io.cqdestination.app.assembly;

import io.cqdestination.app.spec.LoginSpec;
import io.cqdestination.postgres.command.PasswordCommand;
import io.cqdestination.postgres.connection.PasswordIssuer;

/** Makes what issues passwords; the classes of one way in are loaded for that way alone. */
final class PasswordIssuers {
  private PasswordIssuers() {}

  static PasswordIssuer of(LoginSpec login) {
    return switch (login) {
      case LoginSpec.Command command -> new PasswordCommand(command.words(), command.lifetime());
    };
  }
}
