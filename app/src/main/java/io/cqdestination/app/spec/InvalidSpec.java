package io.cqdestination.app.spec;

import java.util.List;

/** A spec that cannot be used, with everything that is wrong with it. */
public final class InvalidSpec extends Exception {
  private static final long serialVersionUID = 1L;

  InvalidSpec(List<String> problems) {
    super("the spec is invalid: " + String.join("; ", problems));
  }

  @Override
  public String getMessage() {
    return java.util.Objects.requireNonNull(super.getMessage());
  }
}
