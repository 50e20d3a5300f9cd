package io.cqdestination.core.table;

/**
 * A column as the source describes it. Immutable.
 *
 * @param primaryKey whether the column is one of the table's key columns
 * @param unique whether each of its values may occur only once
 */
public record Column(
    String name, ColumnType type, boolean nullable, boolean primaryKey, boolean unique) {

  /** A nullable column without a key. */
  public static Column of(String name, ColumnType type) {
    return new Column(name, type, true, false, false);
  }
}
