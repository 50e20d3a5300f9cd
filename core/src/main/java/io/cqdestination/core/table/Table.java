package io.cqdestination.core.table;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table as the source describes it, with the columns in the order of its records. Immutable.
 *
 * @param description empty where the source has none
 * @param parent the table whose {@code _cq_id} this table's {@code _cq_parent_id} names
 */
public record Table(
    String name, String description, @Nullable String parent, List<Column> columns) {
  public Table {
    columns = List.copyOf(columns);
  }

  /** A table without description and parent. */
  public static Table of(String name, Column... columns) {
    return new Table(name, "", null, List.of(columns));
  }

  /** What describes a table: the source's description, or its title where it has only that. */
  public static String description(String title, String description) {
    return description.isEmpty() ? title : description;
  }

  /** The key columns in the order of the table; empty where rows are only ever appended. */
  public List<Column> primaryKey() {
    return columns.stream().filter(Column::primaryKey).toList();
  }

  public Optional<Column> column(String columnName) {
    return columns.stream().filter(column -> column.name().equals(columnName)).findFirst();
  }
}
