package io.cqdestination.postgres.read;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.record.ColumnBuilder;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.Table;
import io.cqdestination.postgres.copy.FieldDecoder;

/** A column's decoder whose failures name table and column. Used by one thread. */
record NamedDecoder(Table table, Column named, FieldDecoder values) implements FieldDecoder {

  @Override
  public ColumnBuilder column() {
    return values.column();
  }

  @Override
  public void add(byte[] bytes, int at, int length) {
    try {
      values.add(bytes, at, length);
    } catch (InvalidInput malformed) {
      throw ReadFailure.of(table, named, malformed);
    }
  }
}
