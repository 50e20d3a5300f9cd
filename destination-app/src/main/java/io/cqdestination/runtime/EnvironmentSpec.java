package io.cqdestination.runtime;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes a spec of environment variables, for commands that get no configuration. Thread-safe. */
public interface EnvironmentSpec {

  /**
   * The spec as JSON.
   *
   * @param environment a variable's value, or null
   * @throws io.cqdestination.core.failure.DestinationException.InvalidInput when the variables say
   *     not enough, with what to set
   */
  String read(Function<String, @Nullable String> environment);

  /** A sentence for the help: which variables are read. */
  String description();

  /** A variable with a value, as it stands before the command in an example of the help. */
  String example();
}
