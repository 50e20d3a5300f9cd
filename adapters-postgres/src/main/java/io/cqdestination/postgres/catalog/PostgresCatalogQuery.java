package io.cqdestination.postgres.catalog;

import io.cqdestination.postgres.dialect.PostgresDialect;
import io.cqdestination.postgres.dialect.SchemaName;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Reads PostgreSQL's catalogue in one round trip. Thread-safe. */
final class PostgresCatalogQuery implements CatalogQuery {
  private final String sql;
  private final String schema;

  PostgresCatalogQuery(PostgresDialect dialect, SchemaName schema) {
    this.sql = CatalogSql.of(dialect).text();
    this.schema = schema.value();
  }

  @Override
  public Map<String, WritableTable> read(Connection connection, Collection<String> names)
      throws SQLException {
    Map<String, WritableTable> tables = HashMap.newHashMap(names.size());
    Array array = connection.createArrayOf("text", names.toArray());
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, schema);
      statement.setArray(2, array);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          WritableTable table = new PostgresTableRow(rows).read();
          tables.put(table.definition().name(), table);
        }
      }
    } finally {
      array.free();
    }
    return tables;
  }
}
