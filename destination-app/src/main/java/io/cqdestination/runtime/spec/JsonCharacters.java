package io.cqdestination.runtime.spec;

/** The characters of a JSON text, one after the other. Used by one thread. */
final class JsonCharacters {
  static final int END = -1;

  private final String text;
  private int position;

  /** What is wrong with a text, in the words of Go's standard library. */
  static final class Fault extends Exception {
    private static final long serialVersionUID = 1L;

    Fault(String words) {
      super(words);
    }
  }

  JsonCharacters(String text) {
    this.text = text;
  }

  /** The next character, or {@link #END}; it is not taken. */
  int peek() {
    return position < text.length() ? text.charAt(position) : END;
  }

  int take() {
    int character = peek();
    position++;
    return character;
  }

  /** Takes the next character that is no white space. */
  int takeToken() {
    int character = take();
    while (" \t\r\n".indexOf(character) >= 0) {
      character = take();
    }
    return character;
  }

  /**
   * @throws Fault unless the next character is a digit
   */
  int takeDigit(String where) throws Fault {
    int character = take();
    if (!isDigit(character)) {
      throw invalid(character, where);
    }
    return character;
  }

  void skipDigits() {
    while (isDigit(peek())) {
      position++;
    }
  }

  static boolean isDigit(int character) {
    return character >= '0' && character <= '9';
  }

  static Fault invalid(int character, String where) {
    return character == END
        ? new Fault("unexpected end of JSON input")
        : new Fault("invalid character %s %s".formatted(quoted((char) character), where));
  }

  private static String quoted(char character) {
    return switch (character) {
      case '\'' -> "'\\''";
      case '"' -> "'\"'";
      case '\\' -> "'\\\\'";
      case '\n' -> "'\\n'";
      case '\r' -> "'\\r'";
      case '\t' -> "'\\t'";
      default ->
          Character.isISOControl(character)
              ? "'\\x%02x'".formatted((int) character)
              : "'" + character + "'";
    };
  }
}
