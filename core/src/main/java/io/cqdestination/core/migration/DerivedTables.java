package io.cqdestination.core.migration;

import io.cqdestination.core.table.Table;
import java.util.List;

/**
 * Tables that a destination keeps beside those of sources and makes of their rows, such as one of
 * embeddings. They are migrated with the table that they are made of, in its mode, and made again
 * where it is made again. All names are stored names. Pure and thread-safe.
 */
@FunctionalInterface
public interface DerivedTables extends TableRules {
  /** Those that are made of a wanted table's rows. */
  List<StoredTable> of(Table wanted);

  /** Why nothing can be made of a wanted table, or why it cannot be, one sentence each. */
  default List<String> objections(StoredTable wanted) {
    return List.of();
  }

  /**
   * Tables that something is to be made of, and that are worth a warning where they are neither
   * among the wanted ones nor in the database: other sources may have them.
   */
  default List<String> expected(List<Table> wanted) {
    return List.of();
  }

  /**
   * Whether a table that cannot be changed in place stays under another name, and a new one is
   * made: in every mode, as nothing is lost by it.
   */
  default boolean areKept() {
    return false;
  }

  /** Why a found table must not be taken for one of a source in any mode, one sentence each. */
  default List<String> claims(StoredTable found) {
    return List.of();
  }

  /** Why a found table must not be taken for a derived one in any mode, one sentence each. */
  default List<String> obstacles(StoredTable derived, StoredTable found) {
    return List.of();
  }

  /**
   * What says that the rows of a found table are not such as would be made now, in words for a
   * message: the table then has to be made again.
   */
  default List<String> outdated(StoredTable derived, StoredTable found) {
    return List.of();
  }
}
