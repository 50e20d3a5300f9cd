package io.cqdestination.core.text;

import io.cqdestination.core.record.ColumnBuilder;
import io.cqdestination.core.table.ColumnType;
import java.nio.charset.StandardCharsets;

/**
 * Adds values to a column from their texts: the way back of {@link ValueText}. Understands the
 * forms that the official plugin writes, and those that this one wrote before it had them. Used by
 * one thread.
 */
public final class TextReader {
  private final JsonReader values;

  private TextReader(JsonReader values) {
    this.values = values;
  }

  public static TextReader of(ColumnType type) {
    return new TextReader(JsonReader.of(type));
  }

  /** The column that the values are added to. */
  public ColumnBuilder column() {
    return values.column();
  }

  /**
   * Adds the value whose text is in UTF-8 in {@code length} bytes at {@code at}.
   *
   * @throws io.cqdestination.core.failure.DestinationException.InvalidInput when the text is no
   *     value of the type
   */
  public void add(byte[] bytes, int at, int length) {
    if (values instanceof ScalarReader<?> scalar) {
      scalar.add(new String(bytes, at, length, StandardCharsets.UTF_8));
    } else {
      JsonCursor json = new JsonCursor(bytes, at, at + length);
      values.read(json);
      json.expectEnd();
    }
  }
}
