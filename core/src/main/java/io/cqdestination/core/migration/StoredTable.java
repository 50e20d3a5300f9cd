package io.cqdestination.core.migration;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table in the database's words: one that was found there, or a wanted one brought to what the
 * database can hold. Immutable.
 *
 * @param columns in the order of the table
 * @param primaryKey null where rows are only ever appended
 * @param surroundings what else hangs on a found table; a wanted table has none
 */
public record StoredTable(
    String name,
    List<StoredColumn> columns,
    @Nullable StoredKey primaryKey,
    @Nullable String comment,
    TableSurroundings surroundings) {
  public StoredTable {
    columns = List.copyOf(columns);
  }

  /** A table with nothing around it. */
  public StoredTable(
      String name,
      List<StoredColumn> columns,
      @Nullable StoredKey primaryKey,
      @Nullable String comment) {
    this(name, columns, primaryKey, comment, TableSurroundings.NONE);
  }

  public Optional<StoredColumn> column(String columnName) {
    return columns.stream().filter(column -> column.name().equals(columnName)).findFirst();
  }

  /** The key's columns in its order; empty without a key. */
  public List<String> keyColumns() {
    return primaryKey == null ? List.of() : primaryKey.columns();
  }
}
