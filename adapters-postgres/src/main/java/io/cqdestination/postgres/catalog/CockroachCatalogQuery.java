package io.cqdestination.postgres.catalog;

import io.cqdestination.postgres.dialect.SchemaName;
import io.cqdestination.postgres.dialect.SqlRendering;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jooq.Query;
import org.jspecify.annotations.Nullable;

/** Reads CockroachDB's catalogue: some queries, however many tables there are. Thread-safe. */
final class CockroachCatalogQuery implements CatalogQuery {
  private final String schema;

  /** Made in the background: the first use of jOOQ takes a tenth of a second. */
  private final CompletableFuture<Queries> queries =
      CompletableFuture.supplyAsync(CockroachCatalogQuery::queries);

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

  /** What is known once jOOQ is loaded. */
  private record Queries(String relations, List<Part> parts) {}

  CockroachCatalogQuery(SchemaName schema) {
    this.schema = schema.value();
  }

  private static Queries queries() {
    CockroachTables tables = new CockroachTables();
    return new Queries(
        SqlRendering.withParameters(tables.relations()),
        List.of(
            part(tables.columns(), CockroachTableDraft::addColumn),
            part(tables.constraints(), CockroachTableDraft::addConstraint),
            part(tables.comments(), CockroachTableDraft::addComment),
            part(tables.indexes(), CockroachTableDraft::addIndex),
            part(tables.foreignKeys(), CockroachTableDraft::addForeignKey),
            part(tables.views(), CockroachTableDraft::addView)));
  }

  private static Part part(Query query, RowReader reader) {
    return new Part(SqlRendering.withParameters(query), reader);
  }

  @Override
  public Map<String, WritableTable> read(Connection connection, Collection<String> names)
      throws SQLException {
    Map<String, CockroachTableDraft> drafts = HashMap.newHashMap(names.size());
    Array array = connection.createArrayOf("text", names.toArray());
    try {
      query(
          connection,
          queries.join().relations(),
          array,
          row -> drafts.put(row.getString("relname"), new CockroachTableDraft(row)));
      for (Part part : drafts.isEmpty() ? List.<Part>of() : queries.join().parts()) {
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
