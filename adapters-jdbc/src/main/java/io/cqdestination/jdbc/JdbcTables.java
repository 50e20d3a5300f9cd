package io.cqdestination.jdbc;

import io.cqdestination.core.migration.RelationKind;
import io.cqdestination.core.migration.SchemaCatalog;
import io.cqdestination.core.migration.StoredColumn;
import io.cqdestination.core.migration.StoredTable;
import io.cqdestination.core.migration.TableSurroundings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tables of the current schema, as {@code information_schema} has them. Thread-safe. */
final class JdbcTables implements SchemaCatalog {
  private static final String COLUMNS =
      """
      SELECT c.table_name, t.table_type, c.column_name, c.data_type, c.is_nullable, k.column_name
      FROM information_schema.columns c
      JOIN information_schema.tables t
        ON t.table_catalog = c.table_catalog AND t.table_schema = c.table_schema
        AND t.table_name = c.table_name
      LEFT JOIN (
        SELECT u.table_catalog, u.table_schema, u.table_name, u.column_name
        FROM information_schema.table_constraints p
        JOIN information_schema.key_column_usage u
          ON u.constraint_schema = p.constraint_schema AND u.constraint_name = p.constraint_name
          AND u.table_name = p.table_name
        WHERE p.constraint_type = 'PRIMARY KEY') k
        ON k.table_catalog = c.table_catalog AND k.table_schema = c.table_schema
        AND k.table_name = c.table_name AND k.column_name = c.column_name
      WHERE c.table_catalog = current_database() AND c.table_schema = current_schema()
        AND c.table_name IN (%s)
      ORDER BY c.table_name, c.ordinal_position
      """;

  private final RetriedTransactions transactions;

  JdbcTables(RetriedTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Map<String, StoredTable> find(Collection<String> storedNames) {
    return transactions.run("the catalog", session -> find(session, storedNames));
  }

  static Map<String, StoredTable> find(Connection session, Collection<String> names)
      throws SQLException {
    if (names.isEmpty()) {
      return Map.of();
    }
    Map<String, FoundTable> tables = new LinkedHashMap<>();
    String places = String.join(", ", Collections.nCopies(names.size(), "?"));
    try (PreparedStatement statement = session.prepareStatement(COLUMNS.formatted(places))) {
      Sql.set(statement, names);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          String type = rows.getString(2);
          FoundTable table =
              tables.computeIfAbsent(rows.getString(1), name -> new FoundTable(name, type));
          String column = rows.getString(3);
          table.columns.add(
              JdbcTableMapping.column(
                  column, rows.getString(4), rows.getString(5).equalsIgnoreCase("NO")));
          if (rows.getString(6) != null) {
            table.key.add(column);
          }
        }
      }
    }
    Map<String, StoredTable> found = new LinkedHashMap<>();
    tables.forEach((name, table) -> found.put(name, table.stored()));
    return found;
  }

  /** A table while its columns are read. */
  private static final class FoundTable {
    private final String name;
    private final RelationKind kind;
    private final List<StoredColumn> columns = new ArrayList<>();
    private final List<String> key = new ArrayList<>();

    private FoundTable(String name, String type) {
      this.name = name;
      this.kind = type.endsWith("VIEW") ? RelationKind.VIEW : RelationKind.TABLE;
    }

    private StoredTable stored() {
      return new StoredTable(
          name,
          columns,
          JdbcTableMapping.key(key),
          null,
          new TableSurroundings(kind, true, false, Set.of(), List.of(), List.of()));
    }
  }
}
