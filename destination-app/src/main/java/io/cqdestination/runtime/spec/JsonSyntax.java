package io.cqdestination.runtime.spec;

import static io.cqdestination.runtime.spec.JsonCharacters.END;
import static io.cqdestination.runtime.spec.JsonCharacters.invalid;

import io.cqdestination.runtime.spec.JsonCharacters.Fault;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Finds what is wrong with a text that is no JSON, and says it as Go's standard library does, which
 * the official plugin is written with. Shows no more of the text than one character. Used once, by
 * one thread.
 */
final class JsonSyntax {
  /** As deep as the parser goes, which has looked at the text before. */
  private static final int DEEPEST = 1_000;

  private static final String HEXADECIMAL = "0123456789abcdefABCDEF";

  private final JsonCharacters characters;
  private int depth;

  private JsonSyntax(String text) {
    this.characters = new JsonCharacters(text);
  }

  /**
   * What is wrong; empty where the text is JSON.
   *
   * @param json read byte by byte, as UTF-8 makes no difference to the syntax
   */
  static Optional<String> fault(byte[] json) {
    try {
      new JsonSyntax(new String(json, StandardCharsets.ISO_8859_1)).check();
      return Optional.empty();
    } catch (Fault fault) {
      return Optional.ofNullable(fault.getMessage());
    }
  }

  private void check() throws Fault {
    value(characters.takeToken());
    int more = characters.takeToken();
    if (more != END) {
      throw invalid(more, "after top-level value");
    }
  }

  private void value(int first) throws Fault {
    switch (first) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> literal("true");
      case 'f' -> literal("false");
      case 'n' -> literal("null");
      default -> {
        if (first != '-' && !JsonCharacters.isDigit(first)) {
          throw invalid(first, "looking for beginning of value");
        }
        number(first);
      }
    }
  }

  private void object() throws Fault {
    nest();
    int token = characters.takeToken();
    while (token != '}') {
      if (token != '"') {
        throw invalid(token, "looking for beginning of object key string");
      }
      string();
      int colon = characters.takeToken();
      if (colon != ':') {
        throw invalid(colon, "after object key");
      }
      value(characters.takeToken());
      token = characters.takeToken();
      if (token == ',') {
        token = characters.takeToken();
        if (token == '}') {
          throw invalid(token, "looking for beginning of object key string");
        }
      } else if (token != '}') {
        throw invalid(token, "after object key:value pair");
      }
    }
    depth--;
  }

  private void array() throws Fault {
    nest();
    int token = characters.takeToken();
    boolean more = token != ']';
    while (more) {
      value(token);
      token = characters.takeToken();
      if (token != ',' && token != ']') {
        throw invalid(token, "after array element");
      }
      more = token == ',';
      if (more) {
        token = characters.takeToken();
      }
    }
    depth--;
  }

  private void nest() throws Fault {
    if (++depth > DEEPEST) {
      throw new Fault("exceeded max depth");
    }
  }

  private void string() throws Fault {
    for (int character = characters.take(); character != '"'; character = characters.take()) {
      if (character == '\\') {
        escape();
      } else if (character < ' ') {
        throw invalid(character, "in string literal");
      }
    }
  }

  private void escape() throws Fault {
    int character = characters.take();
    if (character == 'u') {
      for (int i = 0; i < 4; i++) {
        int digit = characters.take();
        if (digit == END || HEXADECIMAL.indexOf(digit) < 0) {
          throw invalid(digit, "in \\u hexadecimal character escape");
        }
      }
    } else if (character == END || "bfnrt\\/\"".indexOf(character) < 0) {
      throw invalid(character, "in string escape code");
    }
  }

  private void literal(String word) throws Fault {
    for (int i = 1; i < word.length(); i++) {
      int character = characters.take();
      if (character != word.charAt(i)) {
        throw invalid(character, "in literal %s (expecting '%s')".formatted(word, word.charAt(i)));
      }
    }
  }

  private void number(int first) throws Fault {
    if ((first == '-' ? characters.takeDigit("in numeric literal") : first) != '0') {
      characters.skipDigits();
    }
    if (characters.peek() == '.') {
      characters.take();
      characters.takeDigit("after decimal point in numeric literal");
      characters.skipDigits();
    }
    if (characters.peek() == 'e' || characters.peek() == 'E') {
      characters.take();
      if (characters.peek() == '+' || characters.peek() == '-') {
        characters.take();
      }
      characters.takeDigit("in exponent of numeric literal");
      characters.skipDigits();
    }
  }
}
