package io.cqdestination.core.migration;

import io.cqdestination.core.table.Table;
import java.util.List;

/**
 * How the database would hold a table. Messages name tables and columns as the source does, and a
 * destination finds them by this mapping wherever it meets such a name: in migrations, rows,
 * deletions and reading. Pure and thread-safe.
 */
@FunctionalInterface
public interface TableMapping extends TableRules {

  /**
   * The wanted table brought to what the database can hold: names cut to its limit, types in its
   * words, key columns NOT NULL. Columns keep their order, one for one, even where two become equal
   * by cutting. Constraints and comments that the database does not have may be left in: {@link
   * SchemaCapabilities} tells of them.
   */
  StoredTable stored(Table wanted);

  /** The name under which the database would hold a table of this name. */
  default String storedName(String tableName) {
    return stored(Table.of(tableName)).name();
  }

  /** Why the database could not hold such a table at all, one sentence each; usually none. */
  default List<String> objections(StoredTable wanted) {
    return List.of();
  }
}
