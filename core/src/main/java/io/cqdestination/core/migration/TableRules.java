package io.cqdestination.core.migration;

import java.util.List;

/** How a wanted table is compared with the one that is there. Pure and thread-safe. */
public interface TableRules {

  /** Indexes that the destination wants on the table, beside those of its constraints. */
  default List<StoredIndex> indexes(StoredTable wanted) {
    return List.of();
  }

  /** Whether the destination itself has made what depends on the table, and sees to it. */
  default boolean isOwn(StoredTable wanted, Dependent dependent) {
    return false;
  }

  /** Whether a found type is what a wanted type looks like in the database's catalogue. */
  default boolean sameType(String wanted, String found) {
    return wanted.equals(found);
  }

  /**
   * Whether the destination itself has made the unique constraint over a column, and so may drop
   * it; asked only where the database has such constraints.
   */
  default boolean isOwnConstraint(StoredTable wanted, String column, String constraint) {
    return false;
  }
}
