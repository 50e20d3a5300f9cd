package io.cqdestination.postgres.copy;

/**
 * The values of one column of one record, ready to be written as fields of COPY BINARY: a 32-bit
 * length and that many bytes, or the length -1 for null. Valid as long as the record is. Used by
 * one thread.
 *
 * <p>A class and not an interface: its methods are called for every value, and through a class the
 * first compiler makes that a little cheaper.
 *
 * <p>Source: PostgreSQL's documentation of COPY, "Binary Format", and the send functions of the
 * types.
 */
abstract class FieldWriter {

  /**
   * An upper bound of the bytes that the fields of some rows, at least one, take, lengths included.
   */
  abstract long bound(int fromRow, int toRow);

  /**
   * Writes the field of a row.
   *
   * @param out has room for what {@link #bound} says
   * @return the position behind the field
   */
  abstract int write(int row, byte[] out, int at);
}
