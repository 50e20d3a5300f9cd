package io.cqdestination.postgres.catalog;

import io.cqdestination.postgres.dialect.SchemaName;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads CockroachDB's catalogue: some queries, however many tables there are. Thread-safe. */
final class CockroachCatalogQuery implements CatalogQuery {
  private final String schema;
  private final String relations = CatalogSql.COCKROACH_RELATIONS.text();
  private final List<Part> parts =
      List.of(
          part(CatalogSql.COCKROACH_COLUMNS, CockroachTableDraft::addColumn),
          part(CatalogSql.COCKROACH_CONSTRAINTS, CockroachTableDraft::addConstraint),
          part(CatalogSql.COCKROACH_COMMENTS, CockroachTableDraft::addComment),
          part(CatalogSql.COCKROACH_INDEXES, CockroachTableDraft::addIndex),
          part(CatalogSql.COCKROACH_FOREIGN_KEYS, CockroachTableDraft::addForeignKey),
          part(CatalogSql.COCKROACH_REFERRED, CockroachTableDraft::addReferred),
          part(CatalogSql.COCKROACH_VIEWS, CockroachTableDraft::addView));

  /** Takes the rows of a result. */
  @FunctionalInterface
  private interface RowSink {
    void accept(ResultSet row) throws SQLException;
  }

  /** Adds a row to the table it is about. */
  @FunctionalInterface
  private interface RowReader {
    void read(CockroachTableDraft table, ResultSet row) throws SQLException;
  }

  private record Part(String sql, RowReader reader) {
    /** A table that came up since the first query is left out. */
    void read(Map<String, CockroachTableDraft> drafts, ResultSet row) throws SQLException {
      @Nullable CockroachTableDraft table = drafts.get(row.getString("relname"));
      if (table != null) {
        reader.read(table, row);
      }
    }
  }

  CockroachCatalogQuery(SchemaName schema) {
    this.schema = schema.value();
  }

  private static Part part(CatalogSql sql, RowReader reader) {
    return new Part(sql.text(), reader);
  }

  @Override
  public boolean isOneStatement(int tables) {
    return false;
  }

  @Override
  public Map<String, WritableTable> read(
      Connection connection, List<String> before, Collection<String> names) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : before) {
        statement.execute(sql);
      }
    }
    Map<String, CockroachTableDraft> drafts = HashMap.newHashMap(names.size());
    Array array = connection.createArrayOf("text", names.toArray());
    try {
      query(
          connection,
          relations,
          array,
          row -> drafts.put(row.getString("relname"), new CockroachTableDraft(row)));
      for (Part part : drafts.isEmpty() ? List.<Part>of() : parts) {
        query(connection, part.sql(), array, row -> part.read(drafts, row));
      }
    } finally {
      array.free();
    }
    Map<String, WritableTable> tables = HashMap.newHashMap(drafts.size());
    drafts.forEach((name, draft) -> tables.put(name, draft.table()));
    return tables;
  }

  private void query(Connection connection, String sql, Array names, RowSink sink)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, schema);
      statement.setArray(2, names);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          sink.accept(rows);
        }
      }
    }
  }
}
