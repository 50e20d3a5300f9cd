package io.cqdestination.app.spec;

import io.cqdestination.aws.RdsLogin;
import io.cqdestination.runtime.spec.SpecObject;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code aws_iam_auth}. Problems go to the object it is read from. Thread-safe. */
final class RdsLoginReader {
  private static final String ROLE = "role_arn";

  /** A host, with or without a port; a URL is none. */
  private static final Pattern ENDPOINT = Pattern.compile("[^\\s/:@]+(:[1-9][0-9]{0,4})?");

  private RdsLoginReader() {}

  static LoginSpec read(SpecObject object) {
    if (!object.filledText("service").orElse("rds").equals("rds")) {
      object.problem("service", "must be rds");
    }
    Optional<String> endpoint = object.filledText("endpoint");
    if (endpoint.isPresent() && !ENDPOINT.matcher(endpoint.get()).matches()) {
      object.problem("endpoint", "must be host or host:port");
    }
    return new LoginSpec.Rds(
        new RdsLogin(
            object.filledText("region"),
            endpoint,
            object.filledText("local_profile"),
            role(object)));
  }

  private static Optional<RdsLogin.Role> role(SpecObject object) {
    Optional<String> arn = object.filledText(ROLE);
    Optional<String> sessionName = object.filledText("role_session_name");
    Optional<String> externalId = object.filledText("external_id");
    if (arn.isEmpty() && sessionName.isPresent()) {
      object.problem("role_session_name", "needs a " + ROLE);
    }
    if (arn.isEmpty() && externalId.isPresent()) {
      object.problem("external_id", "needs a " + ROLE);
    }
    return arn.map(name ->
        new RdsLogin.Role(
            name, sessionName.orElse(RdsLogin.Role.DEFAULT_SESSION_NAME), externalId));
  }
}
