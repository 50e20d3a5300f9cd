package io.cqdestination.postgres.catalog;

import io.cqdestination.postgres.dialect.CockroachDialect;
import io.cqdestination.postgres.dialect.SchemaName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;

/** Reads CockroachDB's catalogue. Thread-safe. */
final class CockroachCatalogQuery implements CatalogQuery {
  CockroachCatalogQuery(CockroachDialect dialect, SchemaName schema) {}

  @Override
  public Map<String, WritableTable> read(Connection connection, Collection<String> names)
      throws SQLException {
    throw new SQLException("later");
  }
}
