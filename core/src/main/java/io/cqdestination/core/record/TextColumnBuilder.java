package io.cqdestination.core.record;

import io.cqdestination.core.table.ColumnType;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds a column of values of varying length with 32-bit offsets. Used by one thread. */
public final class TextColumnBuilder {
  private final int length;
  private final byte[] head;
  private final int offsets;
  private final ByteArrayOutputStream values = new ByteArrayOutputStream();
  private int row;
  private int nulls;

  /**
   * @param length number of values that will be added
   */
  public TextColumnBuilder(int length) {
    this.length = length;
    this.offsets = (length + 7) / 8;
    this.head = new byte[offsets + 4 * (length + 1)];
  }

  /** Adds the next value; null is none. */
  public void add(byte @Nullable [] value) {
    if (value == null) {
      nulls++;
    } else {
      head[row >> 3] |= (byte) (1 << (row & 7));
      values.writeBytes(value);
    }
    row++;
    LittleEndian.putInt(head, offsets + 4 * row, values.size());
  }

  /** The column, once all values were added; its type is one with 32-bit offsets. */
  public ColumnView view(ColumnType type) {
    byte[] bytes = new byte[head.length + values.size()];
    System.arraycopy(head, 0, bytes, 0, head.length);
    System.arraycopy(values.toByteArray(), 0, bytes, head.length, values.size());
    return new ColumnView(
        type,
        length,
        nulls,
        bytes,
        new ColumnBuffers(0, offsets, offsets, head.length - offsets, head.length, values.size()),
        List.of());
  }
}
