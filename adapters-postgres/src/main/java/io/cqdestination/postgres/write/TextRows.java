package io.cqdestination.postgres.write;

import io.cqdestination.core.text.ByteSink;
import io.cqdestination.postgres.copy.BigEndian;
import io.cqdestination.postgres.text.ValueForm;
import java.util.List;

/**
 * Writes encoded rows as lines of COPY's text format: fields between tabs, {@code \\N} for null,
 * backslashes before what means something. Used by one thread.
 *
 * <p>Source: PostgreSQL's documentation of COPY, "Text Format".
 */
final class TextRows {
  private static final byte[] NULL = {'\\', 'N'};

  private final List<ValueForm> forms;
  private final ByteSink value = new ByteSink();

  TextRows(List<ValueForm> forms) {
    this.forms = forms;
  }

  /** Appends one line. */
  void append(byte[] row, int firstField, ByteSink lines) {
    int at = firstField;
    for (int i = 0; i < forms.size(); i++) {
      if (i > 0) {
        lines.append('\t');
      }
      int length = BigEndian.getInt(row, at);
      at += Integer.BYTES;
      if (length < 0) {
        lines.append(NULL, 0, NULL.length);
      } else {
        value.clear();
        forms.get(i).appendText(row, at, length, value);
        appendEscaped(value.toByteArray(), lines);
        at += length;
      }
    }
    lines.append('\n');
  }

  private static void appendEscaped(byte[] text, ByteSink lines) {
    int from = 0;
    for (int i = 0; i < text.length; i++) {
      int escape =
          switch (text[i]) {
            case '\\' -> '\\';
            case '\n' -> 'n';
            case '\r' -> 'r';
            case '\t' -> 't';
            default -> 0;
          };
      if (escape != 0) {
        lines.append(text, from, i);
        lines.append('\\');
        lines.append(escape);
        from = i + 1;
      }
    }
    lines.append(text, from, text.length);
  }
}
