package io.cqdestination.app.spec;

import io.cqdestination.runtime.spec.SpecObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the keys that say where passwords come from. Problems go to the object it is read from.
 * Thread-safe.
 */
final class LoginSpecReader {
  static final String PASSWORD_COMMAND = "password_command";
  static final String AWS_IAM_AUTH = "aws_iam_auth";
  static final String LAKEBASE = "lakebase";
  private static final String PASSWORD_TTL = "password_ttl";
  private static final Duration DEFAULT_TTL = Duration.ofMinutes(5);

  private static final Pattern ENDPOINT =
      Pattern.compile("projects/[^/]+/branches/[^/]+/endpoints/[^/]+");

  private LoginSpecReader() {}

  /** What was read, where there was no problem. */
  static Optional<LoginSpec> read(SpecObject spec) {
    List<LoginSpec> ways = new ArrayList<>();
    command(spec).ifPresent(ways::add);
    spec.object(AWS_IAM_AUTH).map(RdsLoginReader::read).ifPresent(ways::add);
    spec.object(LAKEBASE).map(LoginSpecReader::lakebase).ifPresent(ways::add);
    if (ways.size() > 1) {
      spec.problem(
          ways.get(1).key(), "gives the password, and so does %s".formatted(ways.get(0).key()));
    }
    return ways.stream().findFirst();
  }

  private static Optional<LoginSpec> command(SpecObject spec) {
    Duration lifetime = spec.duration(PASSWORD_TTL, DEFAULT_TTL);
    if (!spec.has(PASSWORD_COMMAND)) {
      if (spec.has(PASSWORD_TTL)) {
        spec.problem(PASSWORD_TTL, "needs a " + PASSWORD_COMMAND);
      }
      return Optional.empty();
    }
    int problems = spec.problemCount();
    List<String> words = spec.texts(PASSWORD_COMMAND);
    if (words.isEmpty() && spec.problemCount() == problems) {
      spec.problem(PASSWORD_COMMAND, "must have one word at least");
    }
    return spec.problemCount() > problems
        ? Optional.empty()
        : Optional.of(new LoginSpec.Command(words, lifetime));
  }

  private static LoginSpec lakebase(SpecObject object) {
    String endpoint = object.requiredText("endpoint");
    if (!endpoint.isEmpty() && !ENDPOINT.matcher(endpoint).matches()) {
      object.problem("endpoint", "must be projects/…/branches/…/endpoints/…");
    }
    return new LoginSpec.Lakebase(
        endpoint,
        object.filledText("host"),
        object.filledText("client_id"),
        object.filledText("client_secret"));
  }
}
