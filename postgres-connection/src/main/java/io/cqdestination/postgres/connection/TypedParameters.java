package io.cqdestination.postgres.connection;

import io.cqdestination.postgres.connection.parsing.Parameter;
import io.cqdestination.postgres.connection.parsing.Parameters;
import io.cqdestination.postgres.connection.syntax.GoDuration;
import io.cqdestination.postgres.connection.syntax.InvalidConnectionString;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads parameters as numbers, durations and choices; refusals say which parameter and where. */
final class TypedParameters {
  private final Parameters parameters;

  TypedParameters(Parameters parameters) {
    this.parameters = parameters;
  }

  /** The text, or empty when the parameter is not given or an empty text. */
  Optional<String> text(String name) {
    return parameters.findFilled(name).map(Parameter::value);
  }

  /** A whole number, at least {@code minimum}. */
  Optional<Integer> integer(String name, int minimum) {
    return parameters.find(name).map(parameter -> integer(parameter, minimum));
  }

  /** Whole seconds, 0 or more. */
  Optional<Duration> seconds(String name) {
    return integer(name, 0).map(Duration::ofSeconds);
  }

  /** A duration as Go writes it. */
  Optional<Duration> duration(String name) {
    return parameters
        .find(name)
        .map(parameter ->
            GoDuration.parse(parameter.value())
                .orElseThrow(
                    () -> parameter.refused("has to be a duration, such as 30s or 1h30m")));
  }

  /** One of the choices; the first when the parameter is not given or empty. */
  String choice(String name, String... choices) {
    Optional<Parameter> given = parameters.findFilled(name);
    if (given.isEmpty()) {
      return choices[0];
    }
    if (!List.of(choices).contains(given.get().value())) {
      throw given.get().refused("has to be one of: " + String.join(", ", choices));
    }
    return given.get().value();
  }

  /** The path of a file. */
  Optional<Path> path(String name) {
    return parameters
        .findFilled(name)
        .map(parameter -> {
          try {
            return Path.of(parameter.value());
          } catch (InvalidPathException e) {
            throw parameter.refused("is not the path of a file", e);
          }
        });
  }

  private static int integer(Parameter parameter, int minimum) {
    try {
      int number = Integer.parseInt(parameter.value());
      if (number >= minimum) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw wholeNumberExpected(parameter, minimum);
    }
    throw wholeNumberExpected(parameter, minimum);
  }

  private static InvalidConnectionString wholeNumberExpected(Parameter parameter, int minimum) {
    return parameter.refused("has to be a whole number, at least " + minimum);
  }
}
