package io.cqdestination.core.text;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import java.nio.charset.StandardCharsets;

/**
 * A position in a JSON text, which goes forward over what is taken, and over blanks. Every method
 * that takes something throws {@link InvalidInput} when it is not there. Used by one thread.
 */
final class JsonCursor {
  private final byte[] json;
  private final int start;
  private final int end;
  private int at;

  JsonCursor(byte[] json, int start, int end) {
    this.json = json;
    this.start = start;
    this.end = end;
    this.at = start;
  }

  boolean isAt(char character) {
    skipBlanks();
    return at < end && json[at] == character;
  }

  /** Goes over a character if it is the next one. */
  boolean take(char character) {
    boolean found = isAt(character);
    at += found ? 1 : 0;
    return found;
  }

  void expect(char character) {
    if (!take(character)) {
      throw malformed("'" + character + "'");
    }
  }

  void expectEnd() {
    skipBlanks();
    if (at < end) {
      throw malformed("its end");
    }
  }

  boolean takeNull() {
    int before = at;
    if (isAt('n') && takeWord().equals("null")) {
      return true;
    }
    at = before;
    return false;
  }

  /** A string without quotes and escapes, or a number or word as it stands. */
  String takeScalar() {
    return isAt('"') ? takeString() : takeWord();
  }

  String takeString() {
    if (!isAt('"')) {
      throw malformed("a string");
    }
    int first = at + 1;
    skipString();
    String raw = new String(json, first, at - 1 - first, StandardCharsets.UTF_8);
    return raw.indexOf('\\') < 0 ? raw : unescaped(raw);
  }

  /** Appends a whole value without blanks between its parts. */
  void takeValue(ByteSink sink) {
    skipBlanks();
    int first = at;
    int depth = 0;
    do {
      skipBlanks();
      if (at == end) {
        throw malformed("a value");
      }
      switch (json[at]) {
        case '"' -> skipString();
        case '[', '{' -> {
          depth++;
          at++;
        }
        case ']', '}' -> {
          depth--;
          at++;
        }
        case ',', ':' -> at++;
        default -> takeWord();
      }
    } while (depth > 0);
    if (depth < 0) {
      throw malformed("a value");
    }
    JsonStrings.appendCompact(json, first, at, sink);
  }

  private String takeWord() {
    skipBlanks();
    int first = at;
    while (at < end && isOfWord(json[at])) {
      at++;
    }
    if (at == first) {
      throw malformed("a value");
    }
    return new String(json, first, at - first, StandardCharsets.UTF_8);
  }

  private static boolean isOfWord(byte character) {
    return !JsonStrings.isBlank(character) && "[]{},:\"".indexOf(character) < 0;
  }

  private void skipString() {
    at++;
    while (at < end && json[at] != '"') {
      at += json[at] == '\\' ? 2 : 1;
    }
    if (at >= end) {
      at = end;
      throw malformed("the end of a string");
    }
    at++;
  }

  private String unescaped(String raw) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < raw.length(); i++) {
      if (raw.charAt(i) != '\\') {
        text.append(raw.charAt(i));
        continue;
      }
      i++;
      switch (raw.charAt(i)) {
        case 'n' -> text.append('\n');
        case 'r' -> text.append('\r');
        case 't' -> text.append('\t');
        case 'b' -> text.append('\b');
        case 'f' -> text.append('\f');
        case 'u' -> {
          text.append(character(raw, i + 1));
          i += 4;
        }
        default -> text.append(raw.charAt(i));
      }
    }
    return text.toString();
  }

  private char character(String raw, int from) {
    try {
      return (char) Integer.parseInt(raw, from, from + 4, 16);
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      throw malformed("the escape of a character");
    }
  }

  private void skipBlanks() {
    while (at < end && JsonStrings.isBlank(json[at])) {
      at++;
    }
  }

  private InvalidInput malformed(String wanted) {
    return new InvalidInput(
        "a JSON text lacks %s at its byte %d of %d".formatted(wanted, at - start, end - start));
  }
}
