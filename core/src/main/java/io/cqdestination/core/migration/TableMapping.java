package io.cqdestination.core.migration;

import io.cqdestination.core.table.Table;
import java.util.List;

/**
 * How the database would hold a table. Messages name tables and columns as the source does, and a
 * destination finds them by this mapping wherever it meets such a name: in migrations, rows,
 * deletions and reading. Pure and thread-safe.
 */
@FunctionalInterface
public interface TableMapping {

  /**
   * The wanted table brought to what the database can hold: names cut to its limit, types in its
   * words, key columns NOT NULL. Columns keep their order, one for one, even where two become equal
   * by cutting.
   */
  StoredTable stored(Table wanted);

  /** The name under which the database would hold a table of this name. */
  default String storedName(String tableName) {
    return stored(Table.of(tableName)).name();
  }

  /** The name that the destination's own unique constraint over a column has. */
  default String uniqueConstraintName(String storedTable, String storedColumn) {
    return storedTable + "_" + storedColumn + "_key";
  }

  /** Indexes that the destination wants on the table, beside those of its constraints. */
  default List<StoredIndex> indexes(StoredTable wanted) {
    return List.of();
  }

  /** Why the database could not hold such a table at all, one sentence each; usually none. */
  default List<String> objections(StoredTable wanted) {
    return List.of();
  }

  /**
   * Whether the primary key of a table with rows can become another one; otherwise such a table has
   * to be made again.
   */
  default boolean movesKeys() {
    return true;
  }

  /**
   * Whether a primary key moves in several steps, each committed by itself, so that one that was
   * cut off leaves NOT NULL on columns of the former key.
   */
  default boolean movesKeysInSteps() {
    return false;
  }

  /**
   * Tables that the destination keeps beside a wanted one, such as that of its embeddings. They are
   * migrated with it and in its mode, and made again where it is made again.
   */
  default List<StoredTable> derived(Table wanted) {
    return List.of();
  }

  /**
   * Stored names of tables that the spec names, and that are worth a warning where they are neither
   * among the wanted ones nor in the database: other sources may have them.
   */
  default List<String> expected(List<Table> wanted) {
    return List.of();
  }

  /** Why a found table must not be taken for a wanted one in any mode; usually nothing. */
  default List<String> obstacles(StoredTable wanted, StoredTable found) {
    return List.of();
  }

  /**
   * Whether the values of a found column may stay. What they were made by stands in its comment,
   * where the destination makes values itself.
   */
  default boolean sameOrigin(StoredColumn wanted, StoredColumn found) {
    return true;
  }

  /** Whether a found type is what a wanted type looks like in the database's catalogue. */
  default boolean sameType(String wanted, String found) {
    return wanted.equals(found);
  }
}
