package io.cqdestination.postgres.copy;

/** Writes values that all take the same number of bytes. */
abstract class FixedWriter extends FieldWriter {
  private final int width;

  FixedWriter(int width) {
    this.width = width;
  }

  abstract void put(int row, byte[] out, int at);

  @Override
  final long bound(int fromRow, int toRow) {
    return (4L + width) * (toRow - fromRow);
  }

  @Override
  final int write(int row, byte[] out, int at) {
    BigEndian.putInt(out, at, width);
    put(row, out, at + 4);
    return at + 4 + width;
  }
}
