package io.cqdestination.postgres.copy;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.record.VariableWidthBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Takes a JSON array apart that holds a list of JSON, where the database has no arrays of it. The
 * text is the server's, so that it is well-formed; an element {@code null} is a null, as the two
 * are written alike. Used by one thread, for one array.
 */
final class JsonListReader {
  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

  private final byte[] json;
  private final int end;
  private int at;

  private JsonListReader(byte[] json, int from, int end) {
    this.json = json;
    this.at = from;
    this.end = end;
  }

  /**
   * Adds the texts of an array's elements to a column, in UTF-8.
   *
   * @return how many there are
   * @throws InvalidInput when the text is not one of an array
   */
  static int read(byte[] json, int from, int end, VariableWidthBuilder elements) {
    return new JsonListReader(json, from, end).read(elements);
  }

  private int read(VariableWidthBuilder elements) {
    skipSpace();
    if (at == end || json[at] != '[') {
      throw new InvalidInput("a jsonb that is asked for as a list of JSON holds no JSON array");
    }
    at++;
    skipSpace();
    int count = 0;
    while (json[at] != ']') {
      add(elements);
      count++;
      if (json[at] == ',') {
        at++;
        skipSpace();
      }
    }
    return count;
  }

  private void add(VariableWidthBuilder elements) {
    int start = at;
    int last = at;
    int depth = 0;
    while (depth > 0 || (json[at] != ',' && json[at] != ']')) {
      switch (json[at]) {
        case '"' -> skipString();
        case '[', '{' -> depth++;
        case ']', '}' -> depth--;
        default -> {}
      }
      last = isSpace() ? last : at;
      at++;
    }
    if (Arrays.equals(json, start, last + 1, NULL, 0, NULL.length)) {
      elements.appendNull();
    } else {
      elements.append(json, start, last + 1);
    }
  }

  /** Goes to the closing quote. */
  private void skipString() {
    at++;
    while (json[at] != '"') {
      at += json[at] == '\\' ? 2 : 1;
    }
  }

  private void skipSpace() {
    while (at < end && isSpace()) {
      at++;
    }
  }

  private boolean isSpace() {
    return json[at] == ' ' || json[at] == '\n' || json[at] == '\r' || json[at] == '\t';
  }
}
