package io.cqdestination.core.migration;

import io.cqdestination.core.migration.TableDifference.KeyChanged;
import io.cqdestination.core.migration.TableDifference.KeyMoved;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares the primary keys of a wanted and a found table. Pure. */
final class KeyComparison {
  /** The column whose key every source can fall back to; CloudQuery gives it to each row. */
  private static final String ROW_ID = "_cq_id";

  private static final List<String> ROW_ID_KEY = List.of(ROW_ID);

  private final StoredTable wanted;
  private final StoredTable found;
  private final boolean movesKeys;

  /**
   * @param movesKeys whether the database can move the key
   */
  KeyComparison(StoredTable wanted, StoredTable found, boolean movesKeys) {
    this.wanted = wanted;
    this.found = found;
    this.movesKeys = movesKeys;
  }

  /** {@link KeyMoved} where the key becomes that of the row id, else {@link KeyChanged} or none. */
  Optional<TableDifference> difference() {
    @Nullable StoredKey to = wanted.primaryKey();
    @Nullable StoredKey from = found.primaryKey();
    boolean same = (to == null || from == null) ? Objects.equals(to, from) : to.sameColumns(from);
    if (same) {
      return Optional.empty();
    }
    if (movesKeys
        && from != null
        && wanted.keyColumns().equals(ROW_ID_KEY)
        && found.column(ROW_ID).isPresent()) {
      return Optional.of(new KeyMoved(from, ROW_ID, nullableNow(from)));
    }
    return Optional.of(new KeyChanged(from, to));
  }

  /** Whether both tables have the key that keys move to. */
  boolean hasMoved() {
    return wanted.keyColumns().equals(ROW_ID_KEY) && found.keyColumns().equals(ROW_ID_KEY);
  }

  private List<String> nullableNow(StoredKey from) {
    Set<String> notNull = new HashSet<>();
    for (StoredColumn column : wanted.columns()) {
      if (column.notNull()) {
        notNull.add(column.name());
      }
    }
    return from.columns().stream().filter(column -> !notNull.contains(column)).toList();
  }
}
