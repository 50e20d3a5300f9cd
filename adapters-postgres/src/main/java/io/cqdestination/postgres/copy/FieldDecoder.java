package io.cqdestination.postgres.copy;

import io.cqdestination.core.record.ColumnBuilder;
import java.util.Objects;

/** Adds fields of COPY BINARY to a column. Used by one thread. */
public interface FieldDecoder {

  /** The column that the values are added to. */
  ColumnBuilder column();

  /** Adds a value that is not null, from {@code length} bytes at {@code at}. */
  void add(byte[] bytes, int at, int length);

  /**
   * Adds a field: its length, -1 for null, and its bytes; returns the position behind it.
   *
   * @throws IndexOutOfBoundsException when it claims more bytes than there are
   */
  default int addField(byte[] bytes, int at) {
    int length = BigEndian.getInt(bytes, at);
    if (length < 0) {
      column().appendNull();
      return at + 4;
    }
    // Checked before room is made for them.
    add(bytes, Objects.checkFromIndexSize(at + 4, length, bytes.length), length);
    return at + 4 + length;
  }
}
