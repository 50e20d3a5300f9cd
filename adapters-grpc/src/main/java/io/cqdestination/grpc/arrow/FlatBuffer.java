package io.cqdestination.grpc.arrow;

import io.cqdestination.core.record.LittleEndian;
import java.util.Objects;

/**
 * A flatbuffer that is read in place. Source: the FlatBuffers binary format, "Tables". Positions
 * are those of the array; one that a damaged buffer leads out of it throws {@link
 * IndexOutOfBoundsException}, whatever lies there. Thread-safe.
 *
 * @param from position of the first byte
 * @param to position behind the last
 */
record FlatBuffer(byte[] bytes, int from, int to) {
  private static final int FIRST_SLOT = 4;

  byte getByte(int position) {
    return bytes[checked(position, Byte.BYTES)];
  }

  int getInt(int position) {
    return LittleEndian.getInt(bytes, checked(position, Integer.BYTES));
  }

  long getLong(int position) {
    return LittleEndian.getLong(bytes, checked(position, Long.BYTES));
  }

  /** The position that an offset at a position points to. */
  int indirect(int position) {
    return position + getInt(position);
  }

  /**
   * The position of a table's field, or 0 where the field has its default.
   *
   * @param slot number of the field in the schema, from 0
   */
  int field(int table, int slot) {
    int vtable = table - getInt(table);
    int entry = FIRST_SLOT + 2 * slot;
    if (entry >= unsignedShort(vtable)) {
      return 0;
    }
    int offset = unsignedShort(vtable + entry);
    return offset == 0 ? 0 : table + offset;
  }

  /** The position that a field which holds an offset points to, or 0 where it has its default. */
  int reference(int table, int slot) {
    int field = field(table, slot);
    return field == 0 ? 0 : indirect(field);
  }

  private int unsignedShort(int position) {
    return LittleEndian.getShort(bytes, checked(position, Short.BYTES)) & 0xFFFF;
  }

  private int checked(int position, int size) {
    return from + Objects.checkFromIndexSize(position - from, size, to - from);
  }
}
