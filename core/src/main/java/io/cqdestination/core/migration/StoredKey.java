package io.cqdestination.core.migration;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A primary key in the database's words. Immutable.
 *
 * @param constraintName null where keys have no names, or none that is needed
 * @param columns in the order of the key, at least one
 */
public record StoredKey(@Nullable String constraintName, List<String> columns) {
  public StoredKey {
    columns = List.copyOf(columns);
  }

  /** A key without a name. */
  public StoredKey(List<String> columns) {
    this(null, columns);
  }

  /** Whether both make the same rows unique; neither name nor order matter for that. */
  public boolean sameColumns(StoredKey other) {
    return Set.copyOf(columns).equals(Set.copyOf(other.columns));
  }
}
