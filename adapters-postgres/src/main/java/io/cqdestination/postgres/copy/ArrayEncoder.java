package io.cqdestination.postgres.copy;

import io.cqdestination.core.record.ColumnView;

/**
 * Encodes lists as arrays of one dimension: number of dimensions, whether there are nulls, the
 * element type's OID, length, lower bound, elements (array_send). Thread-safe.
 *
 * @param elementType the OID of the element type
 * @param elements writes the elements, nulls included
 */
record ArrayEncoder(int elementType, ColumnEncoder elements) implements ColumnEncoder {
  private static final int HEADER = 12;
  private static final int DIMENSION = 8;

  @Override
  public FieldWriter writer(ColumnView column) {
    return new ArrayWriter(
        column, column.elements(), elements.writer(column.elements()), elementType);
  }

  private static final class ArrayWriter extends FieldWriter {
    private final ColumnView lists;
    private final ColumnView elements;
    private final FieldWriter writer;
    private final int elementType;

    private ArrayWriter(
        ColumnView lists, ColumnView elements, FieldWriter writer, int elementType) {
      this.lists = lists;
      this.elements = elements;
      this.writer = writer;
      this.elementType = elementType;
    }

    @Override
    long bound(int fromRow, int toRow) {
      long heads = (4L + HEADER + DIMENSION) * (toRow - fromRow);
      int first = lists.firstElement(fromRow);
      int end = lists.endElement(toRow - 1);
      return end == first ? heads : heads + writer.bound(first, end);
    }

    @Override
    int write(int row, byte[] out, int at) {
      int first = lists.firstElement(row);
      int end = lists.endElement(row);
      int position = at + 4;
      BigEndian.putInt(out, position, end > first ? 1 : 0);
      BigEndian.putInt(out, position + 4, hasNull(first, end) ? 1 : 0);
      BigEndian.putInt(out, position + 8, elementType);
      position += HEADER;
      if (end > first) {
        BigEndian.putInt(out, position, end - first);
        BigEndian.putInt(out, position + 4, 1);
        position += DIMENSION;
        for (int element = first; element < end; element++) {
          position = writer.write(element, out, position);
        }
      }
      BigEndian.putInt(out, at, position - at - 4);
      return position;
    }

    private boolean hasNull(int first, int end) {
      if (elements.nullCount() > 0) {
        for (int element = first; element < end; element++) {
          if (elements.isNull(element)) {
            return true;
          }
        }
      }
      return false;
    }
  }
}
