package io.cqdestination.postgres.fault;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a stream ended.
 *
 * @param failure the words of the error; empty when everything was acknowledged
 */
record Outcome(Optional<String> failure) {
  static Outcome acknowledged() {
    return new Outcome(Optional.empty());
  }

  static Outcome failed(@Nullable String words) {
    return new Outcome(Optional.of(String.valueOf(words)));
  }

  boolean isAcknowledged() {
    return failure.isEmpty();
  }
}
