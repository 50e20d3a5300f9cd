package io.cqdestination.postgres.text;

import io.cqdestination.core.failure.DestinationException.InvalidInput;

/** Words for a text that is no value of its type. */
final class MalformedValue {
  private static final int LONGEST = 100;

  private MalformedValue() {}

  static InvalidInput of(String text, String type) {
    String shown = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    return new InvalidInput("\"%s\" is no value of the type %s".formatted(shown, type));
  }
}
