package io.cqdestination.jdbc;

import io.cqdestination.core.migration.StoredColumn;
import io.cqdestination.core.migration.StoredKey;
import io.cqdestination.core.migration.StoredTable;
import io.cqdestination.core.migration.TableMapping;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tables with the names and keys that sources give them, without unique constraints and comments.
 * Pure and thread-safe.
 */
public final class JdbcTableMapping implements TableMapping {
  private final Dialect dialect;

  public JdbcTableMapping(Dialect dialect) {
    this.dialect = dialect;
  }

  @Override
  public StoredTable stored(Table wanted) {
    List<StoredColumn> columns = new ArrayList<>();
    List<String> key = new ArrayList<>();
    for (Column column : wanted.columns()) {
      boolean notNull = !column.nullable() || column.primaryKey();
      columns.add(column(column.name(), dialect.type(column.type()), notNull));
      if (column.primaryKey()) {
        key.add(column.name());
      }
    }
    return new StoredTable(wanted.name(), columns, key(key), null);
  }

  @Override
  public boolean sameType(String wanted, String found) {
    return dialect.sameType(wanted, found);
  }

  static StoredColumn column(String name, String type, boolean notNull) {
    return new StoredColumn(name, type, notNull, false, null, null);
  }

  static @Nullable StoredKey key(List<String> columns) {
    return columns.isEmpty() ? null : new StoredKey(columns);
  }
}
