package io.cqdestination.core.text;

import java.nio.charset.StandardCharsets;

/**
 * Strings inside JSON, escaped as Go's libraries escape them: also what a page of HTML or a script
 * would take for its own. Thread-safe.
 */
final class JsonStrings {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  /** The UTF-8 of U+2028 and U+2029 but for its last byte. */
  private static final int SEPARATOR_FIRST = 0xE2;

  private static final int SEPARATOR_SECOND = 0x80;
  private static final int LINE_SEPARATOR_THIRD = 0xA8;

  private JsonStrings() {}

  /** A JSON string; U+0000 is left out, because the texts that databases keep cannot hold it. */
  static void append(byte[] bytes, int start, int end, ByteSink sink) {
    sink.append('"');
    for (int i = start; i < end; i++) {
      switch (bytes[i]) {
        case '"', '\\' -> {
          sink.append('\\');
          sink.append(bytes[i]);
        }
        case '\n' -> sink.append("\\n");
        case '\r' -> sink.append("\\r");
        case '\t' -> sink.append("\\t");
        case 0 -> {}
        default -> i = character(bytes, i, end, sink);
      }
    }
    sink.append('"');
  }

  /** JSON without blanks between its parts and with its strings escaped in the same way. */
  static void appendJson(byte[] json, int start, int end, ByteSink sink) {
    boolean string = false;
    for (int i = start; i < end; i++) {
      byte current = json[i];
      if (!string) {
        if (!isBlank(current)) {
          sink.append(current);
        }
        string = current == '"';
      } else if (current == '\\' && i + 1 < end) {
        sink.append(json, i, i + 2);
        i++;
      } else {
        string = current != '"';
        i = current < 0 || current > ' ' ? character(json, i, end, sink) : same(json, i, sink);
      }
    }
  }

  /** The same JSON without blanks between its parts. */
  static void appendCompact(byte[] json, int start, int end, ByteSink sink) {
    boolean string = false;
    int from = start;
    for (int i = start; i < end; i++) {
      byte current = json[i];
      if (current == '"') {
        string = !string;
      } else if (string && current == '\\') {
        i++; // what follows does not end the string
      } else if (!string && isBlank(current)) {
        sink.append(json, from, i);
        from = i + 1;
      }
    }
    sink.append(json, from, end);
  }

  static boolean isBlank(byte character) {
    return character == ' ' || character == '\n' || character == '\r' || character == '\t';
  }

  private static int same(byte[] bytes, int at, ByteSink sink) {
    sink.append(bytes[at]);
    return at;
  }

  /** Appends the character at a position, and returns that of its last byte. */
  private static int character(byte[] bytes, int at, int end, ByteSink sink) {
    byte first = bytes[at];
    if ((first >= 0 && first < ' ') || first == '<' || first == '>' || first == '&') {
      sink.append("\\u00");
      sink.append(HEX[first >> 4]);
      sink.append(HEX[first & 15]);
      return at;
    }
    if (isSeparator(bytes, at, end)) {
      sink.append("\\u202");
      sink.append(HEX[bytes[at + 2] & 15]);
      return at + 2;
    }
    sink.append(first);
    return at;
  }

  private static boolean isSeparator(byte[] bytes, int at, int end) {
    return (bytes[at] & 0xFF) == SEPARATOR_FIRST
        && end - at > 2
        && (bytes[at + 1] & 0xFF) == SEPARATOR_SECOND
        && (bytes[at + 2] & 0xFE) == LINE_SEPARATOR_THIRD;
  }
}
