package io.cqdestination.core.migration;

import java.util.List;
import java.util.Set;

/**
 * A primary key in the database's words. Immutable.
 *
 * @param columns in the order of the key, at least one
 */
public record StoredKey(String constraintName, List<String> columns) {
  public StoredKey {
    columns = List.copyOf(columns);
  }

  /** Whether both make the same rows unique; neither name nor order matter for that. */
  public boolean sameColumns(StoredKey other) {
    return Set.copyOf(columns).equals(Set.copyOf(other.columns));
  }
}
