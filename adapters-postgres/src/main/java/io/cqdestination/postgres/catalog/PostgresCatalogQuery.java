package io.cqdestination.postgres.catalog;

import static java.util.stream.Collectors.joining;

import io.cqdestination.postgres.dialect.PostgresDialect;
import io.cqdestination.postgres.dialect.SchemaName;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads PostgreSQL's catalogue in a round trip for every few hundred tables. Thread-safe. */
final class PostgresCatalogQuery implements CatalogQuery {
  /**
   * For more of them at once the server would compile the query first, which takes it longer than
   * running it.
   */
  private static final int MOST_TABLES = 400;

  /**
   * What the texts of types and names depend on, for the transaction: a database or a role may want
   * every name in quotes, and look for pg_catalog behind other schemas. Where one does without a
   * kind of join, the query is thought so dear that it would be compiled, for seconds. In front of
   * the query, as poolers refuse such settings when a session starts.
   */
  private static final String SETTINGS =
      """
      select pg_catalog.set_config('quote_all_identifiers', 'off', true),
        pg_catalog.set_config('search_path',
          case when 'pg_catalog' operator(pg_catalog.=) any (pg_catalog.current_schemas(false))
            then pg_catalog.concat('pg_catalog, ', pg_catalog.current_setting('search_path'))
            else pg_catalog.current_setting('search_path') end, true),
        case when pg_catalog.current_setting('jit', true) is not null
          then pg_catalog.set_config('jit', 'off', true) end;
      """;

  private static final int SETTINGS_ANSWERS = 1;

  private final String sql;
  private final String schema;

  PostgresCatalogQuery(PostgresDialect dialect, SchemaName schema) {
    this.sql = SETTINGS + CatalogSql.of(dialect).text();
    this.schema = schema.value();
  }

  @Override
  public Map<String, WritableTable> read(
      Connection connection, List<String> before, Collection<String> names) throws SQLException {
    Map<String, WritableTable> tables = HashMap.newHashMap(names.size());
    List<String> all = List.copyOf(names);
    List<String> first = before;
    for (int from = 0; from < all.size(); from += MOST_TABLES) {
      read(connection, first, all.subList(from, Math.min(all.size(), from + MOST_TABLES)), tables);
      first = List.of();
    }
    return tables;
  }

  @Override
  public boolean isOneStatement(int tables) {
    return tables <= MOST_TABLES;
  }

  private void read(
      Connection connection,
      List<String> before,
      List<String> names,
      Map<String, WritableTable> tables)
      throws SQLException {
    Array array = connection.createArrayOf("text", names.toArray());
    String prefix = before.stream().map(statement -> statement + ";\n").collect(joining());
    try (PreparedStatement statement = connection.prepareStatement(prefix + sql)) {
      statement.setString(1, schema);
      statement.setArray(2, array);
      statement.execute();
      for (int answers = before.size() + SETTINGS_ANSWERS; answers > 0; answers--) {
        statement.getMoreResults();
      }
      try (ResultSet rows = statement.getResultSet()) {
        while (rows.next()) {
          WritableTable table = new PostgresTableRow(rows).read();
          tables.put(table.definition().name(), table);
        }
      }
    } finally {
      array.free();
    }
  }
}
