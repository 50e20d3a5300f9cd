package io.cqdestination.app.spec;

import io.cqdestination.runtime.spec.SpecObject;
import java.util.Optional;

/**
 * A key that takes one of two words. Immutable.
 *
 * @param usual what holds where the key is absent or empty
 */
record Choice(String key, String usual, String other) {

  /** Whether the other word is chosen; a third one is a problem of the object. */
  boolean isOther(SpecObject object) {
    Optional<String> word = object.filledText(key);
    if (word.isPresent() && !word.get().equals(usual) && !word.get().equals(other)) {
      object.problem(key, "must be one of %s and %s".formatted(usual, other));
    }
    return word.filter(other::equals).isPresent();
  }
}
