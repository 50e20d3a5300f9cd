package io.cqdestination.postgres.copy;

import io.cqdestination.core.record.ColumnView;
import io.cqdestination.core.record.LittleEndian;

/** Encoders of booleans, whole numbers and floating point numbers. Thread-safe. */
final class NumberEncoders {
  private NumberEncoders() {}

  /** {@code boolean}: one byte. */
  static FieldWriter booleans(ColumnView column) {
    return new FixedWriter(1) {
      @Override
      void put(int row, byte[] out, int at) {
        out[at] = (byte) (column.booleanValue(row) ? 1 : 0);
      }
    };
  }

  /** {@code smallint} from 8-bit numbers and 16-bit signed ones. */
  static FieldWriter int2(ColumnView column, long mask) {
    return new FixedWriter(2) {
      @Override
      void put(int row, byte[] out, int at) {
        BigEndian.putShort(out, at, (int) (column.longValue(row) & mask));
      }
    };
  }

  /** {@code integer}. */
  static FieldWriter int4(ColumnView column, long mask) {
    return new FixedWriter(4) {
      @Override
      void put(int row, byte[] out, int at) {
        BigEndian.putInt(out, at, (int) (column.longValue(row) & mask));
      }
    };
  }

  /** {@code bigint}. */
  static FieldWriter int8(ColumnView column, long mask) {
    return new FixedWriter(8) {
      @Override
      void put(int row, byte[] out, int at) {
        BigEndian.putLong(out, at, column.longValue(row) & mask);
      }
    };
  }

  /** {@code real}: the bits as they are. */
  static FieldWriter float4(ColumnView column) {
    return new FixedWriter(4) {
      @Override
      void put(int row, byte[] out, int at) {
        BigEndian.putInt(out, at, LittleEndian.getInt(column.bytes(), column.start(row)));
      }
    };
  }

  /** {@code double precision}: the bits as they are. */
  static FieldWriter float8(ColumnView column) {
    return new FixedWriter(8) {
      @Override
      void put(int row, byte[] out, int at) {
        BigEndian.putLong(out, at, LittleEndian.getLong(column.bytes(), column.start(row)));
      }
    };
  }
}
