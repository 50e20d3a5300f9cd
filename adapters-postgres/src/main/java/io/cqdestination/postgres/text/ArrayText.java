package io.cqdestination.postgres.text;

import io.cqdestination.core.text.ByteSink;
import io.cqdestination.postgres.copy.BigEndian;
import java.nio.charset.StandardCharsets;

/**
 * The text of an array as it grows: every element that is not null in quotes, so that no character
 * of it means anything. Used by one thread.
 */
public final class ArrayText {
  private static final byte[] NULL = {'N', 'U', 'L', 'L'};

  private final ByteSink text = new ByteSink();
  private final ByteSink element = new ByteSink();

  public ArrayText() {
    clear();
  }

  /**
   * Adds the field of COPY's binary format at {@code at}: its length, -1 for null, and its bytes.
   *
   * @return the position behind it
   */
  public int addField(byte[] binary, int at, ValueForm form) {
    int length = BigEndian.getInt(binary, at);
    if (length < 0) {
      addNull();
      return at + Integer.BYTES;
    }
    element.clear();
    form.appendText(binary, at + Integer.BYTES, length, element);
    addElement(element.toByteArray());
    return at + Integer.BYTES + length;
  }

  /** Adds a value that is text already. */
  public void add(String value) {
    addElement(value.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a null. */
  public void addNull() {
    separate();
    text.append(NULL, 0, NULL.length);
  }

  private void addElement(byte[] value) {
    separate();
    text.append('"');
    int from = 0;
    for (int i = 0; i < value.length; i++) {
      if (value[i] == '"' || value[i] == '\\') {
        text.append(value, from, i);
        text.append('\\');
        from = i;
      }
    }
    text.append(value, from, value.length);
    text.append('"');
  }

  private void separate() {
    if (text.length() > 1) {
      text.append(',');
    }
  }

  /** How many bytes the text has so far. */
  public int bytes() {
    return text.length();
  }

  /** Starts an empty array. */
  public void clear() {
    text.clear();
    text.append('{');
  }

  @Override
  public String toString() {
    ByteSink whole = new ByteSink();
    appendTo(whole);
    return new String(whole.toByteArray(), StandardCharsets.UTF_8);
  }

  /** Appends the whole array. */
  public void appendTo(ByteSink sink) {
    byte[] elements = text.toByteArray();
    sink.append(elements, 0, elements.length);
    sink.append('}');
  }
}
