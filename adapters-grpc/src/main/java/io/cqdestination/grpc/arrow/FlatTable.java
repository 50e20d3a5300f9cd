package io.cqdestination.grpc.arrow;

import io.cqdestination.core.record.LittleEndian;

/**
 * Reads flatbuffer tables in place. Source: the FlatBuffers binary format, "Tables". Positions that
 * a damaged buffer leads to are checked against the array by the reads themselves, which throw
 * {@link IndexOutOfBoundsException}. Thread-safe.
 */
final class FlatTable {
  private static final int FIRST_SLOT = 4;

  private FlatTable() {}

  /** The position of the table that an offset at a position points to. */
  static int indirect(byte[] bytes, int position) {
    return position + LittleEndian.getInt(bytes, position);
  }

  /**
   * The position of a table's field, or 0 where the field has its default.
   *
   * @param slot number of the field in the schema, from 0
   */
  static int field(byte[] bytes, int table, int slot) {
    int vtable = table - LittleEndian.getInt(bytes, table);
    int entry = FIRST_SLOT + 2 * slot;
    if (entry >= unsignedShort(bytes, vtable)) {
      return 0;
    }
    int offset = unsignedShort(bytes, vtable + entry);
    return offset == 0 ? 0 : table + offset;
  }

  private static int unsignedShort(byte[] bytes, int position) {
    return LittleEndian.getShort(bytes, position) & 0xFFFF;
  }
}
