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
    FieldWriter writer = ColumnEncoders.encoder(column.type(), storedType).writer(column);
    byte[] field = new byte[Math.toIntExact(writer.bound(0, 1))];
    int end = writer.write(0, field, 0);
    return Arrays.copyOfRange(field, Integer.BYTES, end);
  }
}
