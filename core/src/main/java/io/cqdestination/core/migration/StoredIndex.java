package io.cqdestination.core.migration;

import java.util.List;

/** An index that does not restrict what rows may hold. Immutable. */
public record StoredIndex(String name, List<String> columns) {
  public StoredIndex {
    columns = List.copyOf(columns);
  }
}
