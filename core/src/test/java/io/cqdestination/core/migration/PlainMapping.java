package io.cqdestination.core.migration;

import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType.IntegerType;
import io.cqdestination.core.table.ColumnType.TextType;
import io.cqdestination.core.table.Table;
import java.util.List;
import java.util.Locale;

/** A database that knows few types, holds names of ten characters, and indexes tables with keys. */
final class PlainMapping implements TableMapping {
  @Override
  public StoredTable stored(Table wanted) {
    String name = cut(wanted.name());
    List<StoredColumn> columns =
        wanted.columns().stream().map(column -> column(name, column)).toList();
    List<String> key = wanted.primaryKey().stream().map(column -> cut(column.name())).toList();
    return new StoredTable(
        name,
        columns,
        key.isEmpty() ? null : new StoredKey(name + "_pkey", key),
        wanted.description().isEmpty() ? null : wanted.description());
  }

  @Override
  public List<StoredIndex> indexes(StoredTable wanted) {
    return wanted.column("_source").isPresent()
        ? List.of(new StoredIndex(wanted.name() + "_i", List.of("_source")))
        : List.of();
  }

  @Override
  public List<String> objections(StoredTable wanted) {
    return wanted.column("ctid").isPresent() ? List.of("column ctid is reserved") : List.of();
  }

  @Override
  public boolean isOwnConstraint(StoredTable wanted, String column, String constraint) {
    return constraint.equals(uniqueConstraintName(wanted.name(), column));
  }

  private static String uniqueConstraintName(String table, String column) {
    return table + "_" + column + "_key";
  }

  private StoredColumn column(String table, Column column) {
    String name = cut(column.name());
    String type =
        switch (column.type()) {
          case IntegerType(int bits, boolean _) -> "int" + bits;
          case TextType _ -> "text";
          default -> column.type().getClass().getSimpleName().toLowerCase(Locale.ROOT);
        };
    boolean notNull = !column.nullable() || column.primaryKey();
    return new StoredColumn(
        name,
        type,
        notNull,
        false,
        column.unique() ? uniqueConstraintName(table, name) : null,
        null);
  }

  private static String cut(String name) {
    return name.substring(0, Math.min(10, name.length()));
  }
}
