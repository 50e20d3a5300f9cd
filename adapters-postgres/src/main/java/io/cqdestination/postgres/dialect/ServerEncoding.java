package io.cqdestination.postgres.dialect;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a database keeps texts in. Immutable, thread-safe.
 *
 * @param charset the same encoding in Java; empty where Java has none, or has it in a module that
 *     is not there
 */
public record ServerEncoding(Optional<Charset> charset) {
  /** What nearly every database has. */
  public static final ServerEncoding UTF_8 =
      new ServerEncoding(Optional.of(StandardCharsets.UTF_8));

  /** No encoding of a server takes more for a character. */
  private static final int MOST_BYTES = 4;

  private static final int ASCII_END = 0x80;

  /** The encoding that a server calls by the name, such as {@code EUC_JP}. */
  public static ServerEncoding of(String serverName) {
    String name = javaName(serverName);
    return new ServerEncoding(
        Charset.isSupported(name) ? Optional.of(Charset.forName(name)) : Optional.empty());
  }

  private static String javaName(String serverName) {
    return switch (serverName) {
      // Keeps the client's bytes as they are, and ours are UTF-8.
      case "UTF8", "SQL_ASCII" -> "UTF-8";
      case "EUC_CN" -> "GB2312";
      case "EUC_JP" -> "EUC-JP";
      case "EUC_KR" -> "EUC-KR";
      case "EUC_TW" -> "x-EUC-TW";
      case "KOI8R" -> "KOI8-R";
      case "KOI8U" -> "KOI8-U";
      case "LATIN1", "LATIN2", "LATIN3", "LATIN4" -> serverName.replace("LATIN", "ISO-8859-");
      case "LATIN5" -> "ISO-8859-9";
      case "LATIN6" -> "ISO-8859-10";
      case "LATIN7" -> "ISO-8859-13";
      case "LATIN8" -> "ISO-8859-14";
      case "LATIN9" -> "ISO-8859-15";
      case "LATIN10" -> "ISO-8859-16";
      case "WIN866" -> "IBM866";
      case "WIN874" -> "x-windows-874";
      default ->
          serverName.startsWith("WIN")
              ? serverName.replace("WIN", "windows-")
              : serverName.replace('_', '-');
    };
  }

  /** How many bytes a text has; a character of which that is not known counts as the longest. */
  public int bytes(String text) {
    if (text.codePoints().allMatch(character -> character < ASCII_END)) {
      return text.length();
    }
    Optional<CharsetEncoder> encoder = charset.map(Charset::newEncoder);
    return text.codePoints().map(character -> bytes(character, encoder)).sum();
  }

  /** The longest beginning of a text that has so many bytes at most, cut between characters. */
  String beginning(String text, int maxBytes) {
    if (bytes(text) <= maxBytes) {
      return text;
    }
    Optional<CharsetEncoder> encoder = charset.map(Charset::newEncoder);
    int left = maxBytes;
    int end = 0;
    while (end < text.length()) {
      int character = text.codePointAt(end);
      left -= bytes(character, encoder);
      if (left < 0) {
        break;
      }
      end += Character.charCount(character);
    }
    return text.substring(0, end);
  }

  /** A text with question marks for the characters that the encoding does not have. */
  public String storable(String text) {
    return charset.map(known -> new String(text.getBytes(known), known)).orElse(text);
  }

  private static int bytes(int character, Optional<CharsetEncoder> encoder) {
    if (character < ASCII_END) {
      return 1;
    }
    try {
      return encoder.isPresent()
          ? encoder.get().encode(CharBuffer.wrap(Character.toChars(character))).remaining()
          : MOST_BYTES;
    } catch (CharacterCodingException e) {
      return MOST_BYTES;
    }
  }
}
