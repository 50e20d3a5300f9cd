package io.cqdestination.postgres.copy;

import io.cqdestination.core.record.ColumnView;
import java.util.Arrays;

/** Encodes single values as rows' fields are encoded. Thread-safe. */
public final class SingleValue {
  private SingleValue() {}

  /**
   * The first value of a column, in COPY's binary format without the length.
   *
   * @param column its first value is not null
   * @param storedType the type of the database's column in its catalogue's words
   */
  public static byte[] encode(ColumnView column, String storedType) {
    return encode(column, 0, storedType);
  }

  /**
   * A value of a column, in COPY's binary format without the length.
   *
   * @param row whose value is not null
   * @param storedType the type of the database's column in its catalogue's words
   * @throws io.cqdestination.core.failure.DestinationException.InvalidInput when it cannot be
   *     encoded
   */
  public static byte[] encode(ColumnView column, int row, String storedType) {
    FieldWriter writer = ColumnEncoders.encoder(column.type(), storedType).writer(column);
    byte[] field = new byte[Math.toIntExact(writer.bound(row, row + 1))];
    int end = writer.write(row, field, 0);
    return Arrays.copyOfRange(field, Integer.BYTES, end);
  }
}
