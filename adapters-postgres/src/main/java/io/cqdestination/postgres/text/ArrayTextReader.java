package io.cqdestination.postgres.text;

/** Reads the elements of an array of one dimension from its text. Used by one thread. */
final class ArrayTextReader {
  private final String text;
  private final StringBuilder element = new StringBuilder();
  private int at;
  private boolean quoted;

  ArrayTextReader(String text) {
    this.text = text;
    // Bounds other than the usual ones come first, and end with an equals sign.
    this.at = text.startsWith("[") ? text.indexOf('=') + 1 : 0;
    take('{');
  }

  /** Goes to the next element; false behind the last. */
  boolean next() {
    if (peek() == '}') {
      return false;
    }
    if (peek() == ',') {
      at++;
    }
    element.setLength(0);
    quoted = peek() == '"';
    if (quoted) {
      at++;
      readUntil('"');
      take('"');
    } else {
      readUntil(',');
    }
    return true;
  }

  private void readUntil(char end) {
    while (peek() != end && (quoted || peek() != '}')) {
      if (peek() == '{' && !quoted) {
        throw MalformedValue.of(text, "an array of one dimension");
      }
      if (peek() == '\\') {
        at++;
      }
      element.append(peek());
      at++;
    }
  }

  boolean isNull() {
    return !quoted && element.toString().equals("NULL");
  }

  String element() {
    return element.toString();
  }

  private char peek() {
    if (at >= text.length()) {
      throw MalformedValue.of(text, "an array");
    }
    return text.charAt(at);
  }

  private void take(char wanted) {
    if (peek() != wanted) {
      throw MalformedValue.of(text, "an array");
    }
    at++;
  }
}
