package io.cqdestination.postgres.vector;

import io.cqdestination.postgres.copy.ChunkPool;
import io.cqdestination.postgres.copy.FieldRows;
import io.cqdestination.postgres.write.CopyStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes and reads the chunks of batches of one table with SQL. Thread-safe. */
final class ChunkWriter {
  private final ChunkStatements statements;
  private final ChunkPool pool;
  private final boolean halfPrecision;

  ChunkWriter(ChunkStatements statements, ChunkPool pool, boolean halfPrecision) {
    this.statements = statements;
    this.pool = pool;
    this.halfPrecision = halfPrecision;
  }

  /** The chunks that are stored for each of the rows, with a vector. */
  List<List<String>> stored(Connection connection, List<ChunkedRow> rows) throws SQLException {
    List<List<String>> stored = new ArrayList<>(rows.size());
    rows.forEach(_ -> stored.add(new ArrayList<>()));
    copyRows(connection, rows);
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(statements.selectStored())) {
      while (answer.next()) {
        stored.get(answer.getInt(1)).add(answer.getString(2));
      }
    }
    execute(connection, "DROP TABLE pg_temp.cq_rows");
    return stored;
  }

  void beforeRows(Connection connection, List<ChunkedRow> rows) throws SQLException {
    copyRows(connection, rows);
    execute(connection, statements.createFormer());
  }

  /**
   * Makes the stored chunks those of the rows.
   *
   * @param vectors those of chunks that were not stored when the rows were looked up
   * @return chunks that have no vector and are not stored either; then nothing was changed
   */
  List<String> afterRows(
      Connection connection, List<ChunkedRow> rows, Map<String, float[]> vectors, boolean ordered)
      throws SQLException {
    execute(connection, statements.createChunks());
    copyChunks(connection, rows, vectors);
    if (ordered) {
      execute(connection, statements.forgetLostRows());
      execute(connection, statements.forgetLostChunks());
    }
    execute(connection, statements.createStored());
    List<String> missing = missing(connection);
    if (missing.isEmpty()) {
      execute(connection, statements.insertNew());
      execute(connection, statements.deleteGone());
      execute(connection, statements.updateKept());
    }
    return missing;
  }

  private List<String> missing(Connection connection) throws SQLException {
    List<String> missing = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(statements.selectMissing())) {
      while (answer.next()) {
        missing.add(answer.getString(1));
      }
    }
    return missing;
  }

  private void copyRows(Connection connection, List<ChunkedRow> rows) throws SQLException {
    execute(connection, statements.createRows());
    int keys = statements.fields().keyPositions().size();
    int metadata = statements.fields().metadataPositions().size();
    try (FieldRows encoded = new FieldRows(pool)) {
      for (int n = 0; n < rows.size(); n++) {
        ChunkedRow row = rows.get(n);
        byte[] keyFields = row.fields().keys();
        byte[] metadataFields = row.fields().metadata();
        encoded.begin(
            2 + keys + metadata,
            Integer.BYTES + row.id().length + keyFields.length + metadataFields.length);
        encoded.integer(n);
        encoded.bytes(row.id());
        encoded.fields(keyFields);
        encoded.fields(metadataFields);
        encoded.end();
      }
      CopyStream.send(connection, statements.copyRows(), encoded.rows());
    }
    execute(connection, statements.analyzeRows());
  }

  private void copyChunks(
      Connection connection, List<ChunkedRow> rows, Map<String, float[]> vectors)
      throws SQLException {
    try (FieldRows encoded = new FieldRows(pool)) {
      for (int n = 0; n < rows.size(); n++) {
        Map<String, Integer> occurrences = new HashMap<>();
        for (String chunk : rows.get(n).chunks()) {
          int occurrence = occurrences.merge(chunk, 1, Integer::sum) - 1;
          append(encoded, n, occurrence, chunk, vectors.get(chunk));
        }
      }
      CopyStream.send(connection, statements.copyChunks(), encoded.rows());
    }
  }

  private void append(
      FieldRows encoded, int row, int occurrence, String chunk, float @Nullable [] vector) {
    byte[] text = chunk.getBytes(StandardCharsets.UTF_8);
    int numbers = vector == null ? 0 : vector.length;
    encoded.begin(4, 2L * Integer.BYTES + text.length + 4 + (long) numbers * Float.BYTES);
    encoded.integer(row);
    encoded.integer(occurrence);
    encoded.bytes(text);
    if (vector == null) {
      encoded.nothing();
    } else if (halfPrecision) {
      encoded.halfVector(vector);
    } else {
      encoded.vector(vector);
    }
    encoded.end();
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    }
  }
}
