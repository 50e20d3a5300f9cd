package io.cqdestination.postgres.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Reads tables of one schema over a connection. Thread-safe. */
interface CatalogQuery {

  /**
   * @param before statements without parameters that run first, in the same round trip where the
   *     database can
   * @return the tables that are there, by name
   */
  Map<String, WritableTable> read(
      Connection connection, List<String> before, Collection<String> names) throws SQLException;

  /** Whether so many tables are read at one moment without a transaction around it. */
  boolean isOneStatement(int tables);
}
