package io.cqdestination.core.embedding;

import java.util.Optional;

/** Unicode's White_Space, which Go trims by; {@link Character#isWhitespace} is another set. */
final class WhiteSpace {
  private WhiteSpace() {}

  static boolean is(int codePoint) {
    return Character.isSpaceChar(codePoint)
        || (codePoint >= '\t' && codePoint <= '\r')
        || codePoint == 0x85;
  }

  /** The text without white space at its ends; nothing where it is blank. */
  static Optional<String> trimmed(String text) {
    int first = 0;
    int last = text.length();
    while (first < last && is(text.charAt(first))) {
      first++;
    }
    while (first < last && is(text.charAt(last - 1))) {
      last--;
    }
    return first == last ? Optional.empty() : Optional.of(text.substring(first, last));
  }
}
