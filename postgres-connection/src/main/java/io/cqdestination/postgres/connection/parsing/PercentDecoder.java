package io.cqdestination.postgres.connection.parsing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Decodes the percent-encoding of one component of a connection URI: two hex digits after each
 * {@code %}, blanks around the component dropped, blanks inside refused, as libpq does. The bytes
 * have to be UTF-8.
 */
final class PercentDecoder {
  private PercentDecoder() {}

  /**
   * @param start of the component in the URI, inclusive
   * @param end of the component in the URI, exclusive
   */
  static String decode(String uri, int start, int end) {
    int from = start;
    int to = end;
    while (from < to && uri.charAt(from) == ' ') {
      from++;
    }
    while (to > from && uri.charAt(to - 1) == ' ') {
      to--;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(to - from);
    for (int index = from; index < to; ) {
      int codePoint = uri.codePointAt(index);
      if (codePoint == ' ') {
        throw SyntaxFault.at(index, "a blank has to be written as %20");
      } else if (codePoint == '%') {
        bytes.write(decodeByte(uri, index, to));
        index += 3;
      } else {
        bytes.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
        index += Character.charCount(codePoint);
      }
    }
    return text(bytes.toByteArray(), from);
  }

  private static int decodeByte(String uri, int index, int end) {
    int high = index + 1 < end ? hexDigit(uri.charAt(index + 1)) : -1;
    int low = index + 2 < end ? hexDigit(uri.charAt(index + 2)) : -1;
    if (high < 0 || low < 0) {
      throw SyntaxFault.at(
          index, "two hex digits have to follow \"%\"; a \"%\" itself is written as %25");
    }
    if (high == 0 && low == 0) {
      throw SyntaxFault.at(index, "%00 cannot be part of a connection string");
    }
    return high << 4 | low;
  }

  private static int hexDigit(char character) {
    return character < 128 ? Character.digit(character, 16) : -1;
  }

  private static String text(byte[] bytes, int index) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw SyntaxFault.at(index, "the percent-encoded bytes are not UTF-8");
    }
  }
}
