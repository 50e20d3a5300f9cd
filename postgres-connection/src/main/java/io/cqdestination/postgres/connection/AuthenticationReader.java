package io.cqdestination.postgres.connection;

import io.cqdestination.postgres.connection.parsing.Parameter;
import io.cqdestination.postgres.connection.parsing.Parameters;
import io.cqdestination.postgres.connection.syntax.InvalidConnectionString;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code channel_binding}, {@code require_auth} and {@code gssencmode}, as libpq does. */
final class AuthenticationReader {
  private static final String OAUTH = "oauth";
  private static final Set<String> METHODS =
      Set.of("password", "md5", "gss", "sspi", "scram-sha-256", OAUTH, "none");

  private final Parameters parameters;

  AuthenticationReader(Parameters parameters) {
    this.parameters = parameters;
  }

  AuthenticationRequirements read() {
    String channelBinding =
        new TypedParameters(parameters).choice("channel_binding", "prefer", "disable", "require");
    Optional<Parameter> methods = parameters.findFilled("require_auth");
    String encryption =
        new TypedParameters(parameters).choice("gssencmode", "disable", "prefer", "require");
    return new AuthenticationRequirements(
        channelBinding,
        methods.map(AuthenticationReader::methods).orElse(""),
        encryption.equals("require"));
  }

  private static String methods(Parameter parameter) {
    List<String> listed =
        Arrays.stream(parameter.value().split(",", -1)).map(String::strip).toList();
    boolean negated = listed.getFirst().startsWith("!");
    Set<String> seen = new HashSet<>();
    for (String method : listed) {
      if (method.startsWith("!") != negated) {
        throw parameter.refused("has to have \"!\" before each method or before none");
      }
      if (!METHODS.contains(negated ? method.substring(1) : method) || !seen.add(method)) {
        throw parameter.refused(
            "has to list, each once, some of: "
                + String.join(", ", METHODS.stream().sorted().toList()));
      }
    }
    return withoutOauth(parameter, listed);
  }

  /** The driver cannot do OAuth, so it neither needs to be allowed nor forbidden. */
  private static String withoutOauth(Parameter parameter, List<String> listed) {
    List<String> rest = listed.stream().filter(method -> !method.endsWith(OAUTH)).toList();
    if (rest.isEmpty() && listed.getFirst().equals(OAUTH)) {
      throw oauthUnsupported(parameter);
    }
    return String.join(",", rest);
  }

  private static InvalidConnectionString oauthUnsupported(Parameter parameter) {
    return parameter.refused("leaves only oauth, which is not supported");
  }
}
