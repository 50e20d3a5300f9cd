package io.cqdestination.postgres.ddl;

import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.ColumnType.IntegerType;
import io.cqdestination.core.table.ColumnType.TextType;
import io.cqdestination.core.table.ColumnType.UuidType;

/** Short ways to write columns in tests. */
final class Columns {
  static final ColumnType LONG = new IntegerType(64, true);
  static final ColumnType TEXT = new TextType(false);
  static final ColumnType UUID = new UuidType();

  private Columns() {}

  static Column text(String name) {
    return Column.of(name, TEXT);
  }

  static Column number(String name) {
    return Column.of(name, LONG);
  }

  static Column key(String name, ColumnType type) {
    return new Column(name, type, false, true, false);
  }

  static Column notNull(String name, ColumnType type) {
    return new Column(name, type, false, false, false);
  }

  static Column unique(String name, ColumnType type) {
    return new Column(name, type, true, false, true);
  }

  /** The row id as sources send it that have a key of their own. */
  static Column rowId() {
    return new Column("_cq_id", UUID, false, false, true);
  }
}
