package io.cqdestination.core.record;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.table.ColumnType;
import java.math.BigInteger;
import java.util.List;

/**
 * The values of one column of a record: a read-only view of bytes in Arrow's columnar layout,
 * without copies.
 *
 * <p>Everything the view reads was checked against the bytes when it was made, so a position it
 * returns lies inside {@link #bytes()}. Valid while the record it belongs to is being handed on.
 * Not thread-safe to the extent that the bytes below are not.
 */
public final class ColumnView {
  private final ColumnLayout layout;
  private final int length;
  private final int nullCount;
  private final byte[] bytes;
  private final ColumnBuffers buffers;
  private final int validity;
  private final int offsets;
  private final int values;
  private final boolean hasOffsets;
  private final boolean largeOffsets;
  private final int width;
  private final List<ColumnView> children;

  /**
   * @param length number of values
   * @param nullCount number of nulls among them, as the sender counts them
   * @throws InvalidInput when the buffers cannot hold so many values of the type
   */
  public ColumnView(
      ColumnLayout layout,
      int length,
      int nullCount,
      byte[] bytes,
      ColumnBuffers buffers,
      List<ColumnView> children) {
    this.layout = layout;
    this.length = length;
    this.nullCount = nullCount;
    this.bytes = bytes;
    this.buffers = buffers;
    this.validity = buffers.validityLength() == 0 ? -1 : buffers.validity();
    this.offsets = buffers.offsets();
    this.values = buffers.values();
    this.hasOffsets = layout.hasOffsets();
    this.largeOffsets = layout.largeOffsets();
    this.width = layout.width();
    this.children = children;
    BufferCheck.check(this, layout);
  }

  /** The same for a view of which there are no others like it. */
  public ColumnView(
      ColumnType type,
      int length,
      int nullCount,
      byte[] bytes,
      ColumnBuffers buffers,
      List<ColumnView> children) {
    this(ColumnLayout.of(type), length, nullCount, bytes, buffers, children);
  }

  public ColumnLayout layout() {
    return layout;
  }

  public ColumnType type() {
    return layout.type();
  }

  /** Number of values, nulls included. */
  public int length() {
    return length;
  }

  /** Number of nulls. */
  public int nullCount() {
    return nullCount;
  }

  /**
   * The array that holds this column's buffers, and usually those of the whole record. Not to be
   * written to.
   */
  public byte[] bytes() {
    return bytes;
  }

  /** Where the buffers lie in {@link #bytes()}. */
  public ColumnBuffers buffers() {
    return buffers;
  }

  public boolean isNull(int row) {
    if (validity < 0) {
      return nullCount == length;
    }
    return (bytes[validity + (row >> 3)] >> (row & 7) & 1) == 0;
  }

  /**
   * Position in {@link #bytes()} of the value's first byte: of a text, of bytes, or of a number.
   */
  public int start(int row) {
    return hasOffsets ? values + offset(row) : values + row * width;
  }

  /** Position in {@link #bytes()} behind the value's last byte. */
  public int end(int row) {
    return hasOffsets ? values + offset(row + 1) : values + (row + 1) * width;
  }

  /** For lists and maps: index of the list's first element in the child. */
  public int firstElement(int row) {
    return hasOffsets ? offset(row) : row * width;
  }

  /** For lists and maps: index behind the list's last element in the child. */
  public int endElement(int row) {
    return hasOffsets ? offset(row + 1) : (row + 1) * width;
  }

  /** The value of a boolean column. */
  public boolean booleanValue(int row) {
    return (bytes[values + (row >> 3)] >> (row & 7) & 1) != 0;
  }

  /** The value of a column of 8, 16, 32 or 64 bits, sign-extended. */
  public long longValue(int row) {
    int at = values + row * width;
    return switch (width) {
      case 1 -> bytes[at];
      case 2 -> LittleEndian.getShort(bytes, at);
      case 4 -> LittleEndian.getInt(bytes, at);
      default -> LittleEndian.getLong(bytes, at);
    };
  }

  /** The unscaled value of a decimal column. */
  public BigInteger unscaledValue(int row) {
    byte[] bigEndian = new byte[width];
    int at = values + row * width;
    for (int i = 0; i < width; i++) {
      bigEndian[i] = bytes[at + width - 1 - i];
    }
    return new BigInteger(bigEndian);
  }

  /** The elements of a list or map, or the fields of a struct. */
  public List<ColumnView> children() {
    return children;
  }

  /** The elements of a list or map, all lists behind one another. */
  public ColumnView elements() {
    return children.getFirst();
  }

  /** Bytes that the values and offsets of some rows take, {@code toRow} not among them. */
  public long byteSize(int fromRow, int toRow) {
    long rows = (long) toRow - fromRow;
    if (hasOffsets) {
      int first = offset(fromRow);
      int end = offset(toRow);
      return rows * (largeOffsets ? 8 : 4)
          + (children.isEmpty() ? end - first : elements().byteSize(first, end));
    }
    return switch (layout.type()) {
      case ColumnType.ListType _ -> elements().byteSize(fromRow * width, toRow * width);
      case ColumnType.StructType _ ->
          children.stream().mapToLong(field -> field.byteSize(fromRow, toRow)).sum();
      case ColumnType.BooleanType _ -> (rows + 7) / 8;
      default -> rows * width;
    };
  }

  private int offset(int row) {
    return largeOffsets
        ? (int) LittleEndian.getLong(bytes, offsets + row * 8)
        : LittleEndian.getInt(bytes, offsets + row * 4);
  }
}
