package io.cqdestination.openai;

import io.cqdestination.core.failure.DestinationException.InvalidInput;

/**
 * How much of a request a text takes at most.
 *
 * @param tokens the bytes of the text in UTF-8: a byte-level byte pair encoding, which all of the
 *     API's models use, merges bytes and so never makes more tokens than there are bytes
 * @param jsonBytes bytes of the text as a JSON string with quotes and the comma after it
 */
record InputSize(long tokens, long jsonBytes) {
  private static final int QUOTES_AND_COMMA = 3;
  private static final int LONGEST_ESCAPE = 6;

  /**
   * Measures a text, in one pass as there are many.
   *
   * @throws InvalidInput when the text is empty or no valid Unicode
   */
  static InputSize of(String text) {
    int length = text.length();
    if (length == 0) {
      throw new InvalidInput("an empty text cannot be embedded");
    }
    long utf8 = 0;
    long escapes = 0;
    for (int index = 0; index < length; index++) {
      char unit = text.charAt(index);
      if (unit < 0x80) {
        utf8++;
        if (unit < ' ') {
          escapes += LONGEST_ESCAPE - 1;
        } else if (unit == '"' || unit == '\\') {
          escapes++;
        }
      } else if (unit < 0x800) {
        utf8 += 2;
      } else if (Character.isSurrogate(unit)) {
        if (!Character.isSupplementaryCodePoint(text.codePointAt(index))) {
          throw new InvalidInput("a text holds half of a surrogate pair: it is no valid Unicode");
        }
        utf8 += 4;
        index++;
      } else {
        utf8 += 3;
      }
    }
    return new InputSize(utf8, utf8 + escapes + QUOTES_AND_COMMA);
  }
}
