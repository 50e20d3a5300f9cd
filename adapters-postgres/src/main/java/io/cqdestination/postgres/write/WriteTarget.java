package io.cqdestination.postgres.write;

import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.core.migration.StoredColumn;
import io.cqdestination.core.migration.StoredTable;
import io.cqdestination.core.migration.TableMapping;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.Table;
import io.cqdestination.postgres.catalog.WritableTable;
import io.cqdestination.postgres.copy.RowEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A table of the database that rows are written into. Immutable. */
final class WriteTarget {
  private final String qualifiedName;
  private final StoredTable found;
  private final Set<String> refersTo;
  private final TableMapping mapping;

  WriteTarget(String schema, WritableTable table, TableMapping mapping) {
    this.found = table.definition();
    this.qualifiedName = Identifiers.qualified(schema, found.name());
    this.refersTo = table.refersTo();
    this.mapping = mapping;
  }

  String storedName() {
    return found.name();
  }

  /** The database's names of the tables that foreign keys of this one lead to. */
  Set<String> refersTo() {
    return refersTo;
  }

  /**
   * How records of a schema get into this table.
   *
   * @throws DatabaseRefused when the table lacks a column, naming it
   */
  RecordPlan plan(Table record) {
    StoredTable wanted = mapping.stored(record);
    List<String> columns = new ArrayList<>();
    List<String> types = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    boolean[] keyFields = new boolean[record.columns().size()];
    boolean sameTypes = true;
    for (int i = 0; i < record.columns().size(); i++) {
      Column column = record.columns().get(i);
      StoredColumn stored = wanted.columns().get(i);
      StoredColumn target = found.column(stored.name()).orElseThrow(() -> missing(record, column));
      columns.add(stored.name());
      types.add(stored.type());
      sameTypes &= mapping.sameType(stored.type(), target.type());
      if (column.primaryKey()) {
        keys.add(stored.name());
        keyFields[i] = true;
      }
    }
    return new RecordPlan(
        new WriteStatements(qualifiedName, columns, types, keys),
        new RowEncoder(record.columns(), types),
        keyFields,
        sameTypes);
  }

  private static DatabaseRefused missing(Table record, Column column) {
    return new DatabaseRefused(
        "table %s has no column %s; migrate the table first, or remove the column from the source"
            .formatted(record.name(), column.name()),
        null);
  }
}
