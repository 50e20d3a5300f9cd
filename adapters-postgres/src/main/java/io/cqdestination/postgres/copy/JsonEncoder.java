package io.cqdestination.postgres.copy;

import io.cqdestination.core.record.ColumnView;

/**
 * Encodes JSON as {@code jsonb}: a version byte and the text (jsonb_recv). The escape of U+0000,
 * which jsonb cannot hold, is removed from strings and keys; only text with a backslash can have
 * it. Thread-safe.
 */
final class JsonEncoder {
  private static final byte VERSION = 1;
  private static final int ESCAPE_LENGTH = 6;

  private JsonEncoder() {}

  /**
   * @param versioned whether the version byte is wanted: {@code jsonb} has one, {@code json} and
   *     {@code text} do not
   */
  static FieldWriter writer(ColumnView column, boolean versioned) {
    int start = column.length() == 0 ? 0 : column.start(0);
    int end = column.length() == 0 ? 0 : column.start(column.length());
    boolean clean =
        ByteSearch.indexOf(column.bytes(), start, end, (byte) '\\') < 0
            && ByteSearch.indexOf(column.bytes(), start, end, (byte) 0) < 0;
    return new JsonWriter(column, clean, versioned ? 1 : 0);
  }

  private static final class JsonWriter extends FieldWriter {
    private final ColumnView column;
    private final boolean clean;
    private final int head;

    private JsonWriter(ColumnView column, boolean clean, int head) {
      this.column = column;
      this.clean = clean;
      this.head = head;
    }

    @Override
    long bound(int fromRow, int toRow) {
      return (4L + head) * (toRow - fromRow) + column.start(toRow) - column.start(fromRow);
    }

    @Override
    int write(int row, byte[] out, int at) {
      int start = column.start(row);
      int end = column.end(row);
      int text = at + 4 + head;
      if (head > 0) {
        out[at + 4] = VERSION;
      }
      int position;
      if (clean) {
        System.arraycopy(column.bytes(), start, out, text, end - start);
        position = text + end - start;
      } else {
        position = copyWithoutNul(column.bytes(), start, end, out, text);
      }
      BigEndian.putInt(out, at, position - at - 4);
      return position;
    }
  }

  private static int copyWithoutNul(byte[] bytes, int start, int end, byte[] out, int at) {
    int position = at;
    int i = start;
    while (i < end) {
      byte current = bytes[i];
      if (current == '\\' && i + 1 < end) {
        if (isNulEscape(bytes, i, end)) {
          i += ESCAPE_LENGTH;
        } else {
          // The byte behind a backslash belongs to it: it must not be taken for the start of an
          // escape.
          out[position++] = current;
          out[position++] = bytes[i + 1];
          i += 2;
        }
      } else {
        if (current != 0) {
          out[position++] = current;
        }
        i++;
      }
    }
    return position;
  }

  private static boolean isNulEscape(byte[] bytes, int at, int end) {
    return end - at >= ESCAPE_LENGTH
        && bytes[at + 1] == 'u'
        && bytes[at + 2] == '0'
        && bytes[at + 3] == '0'
        && bytes[at + 4] == '0'
        && bytes[at + 5] == '0';
  }
}
