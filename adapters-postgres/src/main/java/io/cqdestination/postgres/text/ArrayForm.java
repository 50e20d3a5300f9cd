package io.cqdestination.postgres.text;

import io.cqdestination.core.text.ByteSink;
import io.cqdestination.postgres.copy.BigEndian;

/**
 * Arrays of one dimension: in binary the number of dimensions, whether there are nulls, the element
 * type, length, lower bound and the elements, each behind its length.
 *
 * @param elementType the OID of the element type
 */
record ArrayForm(int elementType, ValueForm elements) implements ValueForm {
  private static final int HEADER = 12;
  private static final int DIMENSION = 8;

  @Override
  public void appendText(byte[] binary, int at, int length, ByteSink text) {
    ArrayText array = new ArrayText();
    if (BigEndian.getInt(binary, at) > 0) {
      int count = BigEndian.getInt(binary, at + HEADER);
      int position = at + HEADER + DIMENSION;
      for (int i = 0; i < count; i++) {
        position = array.addField(binary, position, elements);
      }
    }
    array.appendTo(text);
  }

  @Override
  public void appendBinary(String text, ByteSink binary) {
    ByteSink fields = new ByteSink();
    ByteSink value = new ByteSink();
    ArrayTextReader reader = new ArrayTextReader(text);
    int count = 0;
    boolean nulls = false;
    while (reader.next()) {
      count++;
      if (reader.isNull()) {
        nulls = true;
        appendInt(-1, fields);
      } else {
        value.clear();
        elements.appendBinary(reader.element(), value);
        byte[] bytes = value.toByteArray();
        appendInt(bytes.length, fields);
        fields.append(bytes, 0, bytes.length);
      }
    }
    appendInt(count == 0 ? 0 : 1, binary);
    appendInt(nulls ? 1 : 0, binary);
    appendInt(elementType, binary);
    if (count > 0) {
      appendInt(count, binary);
      appendInt(1, binary);
      byte[] bytes = fields.toByteArray();
      binary.append(bytes, 0, bytes.length);
    }
  }

  private static void appendInt(int value, ByteSink binary) {
    byte[] bytes = new byte[Integer.BYTES];
    BigEndian.putInt(bytes, 0, value);
    binary.append(bytes, 0, bytes.length);
  }
}
