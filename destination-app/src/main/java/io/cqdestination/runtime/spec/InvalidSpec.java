package io.cqdestination.runtime.spec;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A spec that cannot be used, with everything that is wrong with it. Holds no secret. */
public final class InvalidSpec extends Exception {
  private static final long serialVersionUID = 1L;

  private final String description;

  InvalidSpec(List<String> problems) {
    this(String.join("; ", problems), "failed to validate spec: " + String.join("; ", problems));
  }

  private InvalidSpec(String problems, String description) {
    super("the spec is invalid: " + problems);
    this.description = description;
  }

  /**
   * What is no JSON object.
   *
   * @param fault the official plugin's words for it, where it has any
   */
  static InvalidSpec unreadable(String problem, Optional<String> fault) {
    return new InvalidSpec(problem, "failed to unmarshal spec: " + fault.orElse(problem));
  }

  @Override
  public String getMessage() {
    return Objects.requireNonNull(super.getMessage());
  }

  /** The same as the official plugin's test of a connection begins it, which users look for. */
  public String description() {
    return description;
  }
}
