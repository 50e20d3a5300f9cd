package io.cqdestination.runtime.load;

import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sees what several files say of one table as one: it has the columns of all. Pure. */
final class TableUnion {
  private TableUnion() {}

  /**
   * The columns of both tables, those of the first before what the second adds; one that has not
   * all rows of both is nullable.
   *
   * @return empty where a column has two types, or the keys differ
   */
  static Optional<Table> of(Table first, Table second) {
    if (!names(first.primaryKey()).equals(names(second.primaryKey()))) {
      return Optional.empty();
    }
    List<Column> columns = new ArrayList<>();
    for (Column column : first.columns()) {
      Optional<Column> other = second.column(column.name());
      if (other.isPresent() && !other.get().type().equals(column.type())) {
        return Optional.empty();
      }
      columns.add(
          other
              .map(there ->
                  with(
                      column,
                      column.nullable() || there.nullable(),
                      column.unique() && there.unique()))
              .orElseGet(() -> with(column, true, column.unique())));
    }
    for (Column column : second.columns()) {
      if (first.column(column.name()).isEmpty()) {
        columns.add(with(column, true, column.unique()));
      }
    }
    return Optional.of(
        new Table(
            first.name(),
            first.description().isEmpty() ? second.description() : first.description(),
            first.parent() == null ? second.parent() : first.parent(),
            columns));
  }

  private static List<String> names(List<Column> columns) {
    return columns.stream().map(Column::name).sorted().toList();
  }

  private static Column with(Column column, boolean nullable, boolean unique) {
    return new Column(column.name(), column.type(), nullable, column.primaryKey(), unique);
  }
}
