package io.cqdestination.postgres.write;

import java.util.List;

/**
 * The fields of encoded rows, in their order. Immutable.
 *
 * @param columns the columns as the database names them
 * @param types what the fields are encoded as, in the catalogue's words
 * @param keys the record's primary key; empty where rows are only added
 */
public record RowLayout(List<String> columns, List<String> types, List<String> keys) {
  public RowLayout {
    columns = List.copyOf(columns);
    types = List.copyOf(types);
    keys = List.copyOf(keys);
  }
}
