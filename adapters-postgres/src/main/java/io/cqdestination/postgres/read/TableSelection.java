package io.cqdestination.postgres.read;

import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.core.migration.SchemaCatalog;
import io.cqdestination.core.migration.StoredColumn;
import io.cqdestination.core.migration.StoredTable;
import io.cqdestination.core.migration.TableMapping;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.Table;
import io.cqdestination.postgres.copy.FieldDecoder;
import io.cqdestination.postgres.copy.FieldDecoders;
import io.cqdestination.postgres.dialect.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What of a table is read, and how.
 *
 * @param table the columns asked for
 * @param query yields them, each of the type that the table of types gives it
 * @param types of the query's columns, in the catalogue's words
 */
record TableSelection(Table table, String query, List<String> types) {

  /** Decoders for one batch of rows. */
  List<FieldDecoder> decoders() {
    List<FieldDecoder> decoders = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      Column column = table.columns().get(i);
      decoders.add(
          new NamedDecoder(table, column, FieldDecoders.decoder(column.type(), types.get(i))));
    }
    return decoders;
  }

  /**
   * @throws DatabaseRefused when the table or a column is not there
   */
  static TableSelection of(
      Table table, String schema, TableMapping mapping, SchemaCatalog catalog) {
    StoredTable wanted = mapping.stored(table);
    StoredTable found = catalog.find(Set.of(wanted.name())).get(wanted.name());
    if (found == null) {
      throw new DatabaseRefused("table %s not found".formatted(table.name()), null);
    }
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      columns.add(column(table, i, wanted, found, mapping));
    }
    return new TableSelection(
        table,
        "SELECT %s FROM %s"
            .formatted(String.join(", ", columns), Identifiers.qualified(schema, found.name())),
        wanted.columns().stream().map(StoredColumn::type).toList());
  }

  /** Columns of another type than asked for are converted by the server. */
  private static String column(
      Table table, int index, StoredTable wanted, StoredTable found, TableMapping mapping) {
    Column column = table.columns().get(index);
    StoredColumn stored = wanted.columns().get(index);
    StoredColumn target =
        found
            .column(stored.name())
            .orElseThrow(() ->
                new DatabaseRefused(
                    "table %s has no column %s".formatted(table.name(), column.name()), null));
    String name = Identifiers.quoted(stored.name());
    return mapping.sameType(stored.type(), target.type())
        ? name
        : "CAST(%s AS %s)".formatted(name, stored.type());
  }
}
