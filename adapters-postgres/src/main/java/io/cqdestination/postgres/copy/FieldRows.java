package io.cqdestination.postgres.copy;

import java.nio.charset.StandardCharsets;

/**
 * Rows of COPY BINARY that are put together field by field, for tables that are not filled from
 * records. Used by one thread.
 */
public final class FieldRows implements AutoCloseable {
  private static final int LENGTH_BYTES = 4;

  private final RowBuffer rows;
  private int at;

  public FieldRows(ChunkPool pool) {
    this.rows = new RowBuffer(pool);
  }

  /**
   * Begins a row.
   *
   * @param bytes most bytes of its values, without their lengths
   */
  public void begin(int fields, long bytes) {
    rows.reserve(2L + (long) fields * LENGTH_BYTES + bytes);
    at = rows.position();
    BigEndian.putShort(rows.array(), at, fields);
    at += 2;
  }

  /** A field of four bytes, such as an integer. */
  public void integer(int value) {
    length(Integer.BYTES);
    BigEndian.putInt(rows.array(), at, value);
    at += Integer.BYTES;
  }

  /** A field of these bytes. */
  public void bytes(byte[] value) {
    length(value.length);
    fields(value);
  }

  /** Whole fields with their lengths, as they were encoded before. */
  public void fields(byte[] encoded) {
    System.arraycopy(encoded, 0, rows.array(), at, encoded.length);
    at += encoded.length;
  }

  public void text(String value) {
    bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  public void nothing() {
    length(-1);
  }

  /** Numbers of 32 bits, as pgvector's {@code vector_send} writes them. */
  public void vector(float[] numbers) {
    vectorHeader(numbers.length, Float.BYTES);
    for (float number : numbers) {
      BigEndian.putInt(rows.array(), at, Float.floatToRawIntBits(number));
      at += Float.BYTES;
    }
  }

  /** Numbers rounded to 16 bits, as pgvector's {@code halfvec_send} writes them. */
  public void halfVector(float[] numbers) {
    vectorHeader(numbers.length, Short.BYTES);
    for (float number : numbers) {
      BigEndian.putShort(rows.array(), at, Float.floatToFloat16(number));
      at += Short.BYTES;
    }
  }

  /** The row is complete. */
  public void end() {
    rows.wrote(at);
  }

  /** The rows so far. */
  public RowBuffer rows() {
    return rows;
  }

  /** Gives the memory back. */
  @Override
  public void close() {
    rows.free();
  }

  private void vectorHeader(int dimensions, int bytesANumber) {
    length(2 * Short.BYTES + dimensions * bytesANumber);
    BigEndian.putShort(rows.array(), at, dimensions);
    BigEndian.putShort(rows.array(), at + Short.BYTES, 0);
    at += 2 * Short.BYTES;
  }

  private void length(int bytes) {
    BigEndian.putInt(rows.array(), at, bytes);
    at += LENGTH_BYTES;
  }
}
