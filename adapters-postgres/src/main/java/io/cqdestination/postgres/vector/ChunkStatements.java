package io.cqdestination.postgres.vector;

import static io.cqdestination.core.embedding.EmbeddedTable.CHUNK;
import static io.cqdestination.core.embedding.EmbeddedTable.EMBEDDING;
import static io.cqdestination.core.embedding.EmbeddedTable.ROW_ID;

import io.cqdestination.postgres.dialect.Identifiers;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The statements that bring the chunks of a batch of rows into their table. They work on temporary
 * tables: {@code cq_rows} has the rows, numbered by {@code n}; {@code cq_former} the {@code _cq_id}
 * under which the database has them until now; {@code cq_chunks} the wanted chunks, those that are
 * stored without their vector; {@code cq_stored} the stored ones. {@code o} counts equal chunks of
 * one row. Immutable.
 *
 * @param vectorType the qualified type of the vectors
 */
record ChunkStatements(ChunkTable table, RowFields fields, String vectorType) {
  private static final String ID = Identifiers.quoted(ROW_ID);
  private static final String TEXT = Identifiers.quoted(CHUNK);
  private static final String VECTOR = Identifiers.quoted(EMBEDDING);

  private static final String SAME_CHUNK = "s.n = w.n AND s.chunk = w.chunk AND s.o = w.o";
  private static final String SAME_PLACE =
      "c." + ID + " = s.id AND c.ctid = s.place AND c.tableoid = s.part";

  String createRows() {
    String keys = definitions("k", fields.keyTypes());
    String metadata = definitions("m", fields.metadataTypes());
    return "CREATE TEMPORARY TABLE cq_rows (n integer, id uuid%s%s) ON COMMIT DROP"
        .formatted(keys, metadata);
  }

  String copyRows() {
    return "COPY pg_temp.cq_rows FROM STDIN (FORMAT binary)";
  }

  /** Without it the server would guess, and read large tables from end to end. */
  String analyzeRows() {
    return "ANALYZE pg_temp.cq_rows";
  }

  /**
   * Rows that are about to be overwritten, which are locked: what they are called until now must
   * stay true to the end.
   */
  String createFormer() {
    if (fields.keys().isEmpty()) {
      return "CREATE TEMPORARY TABLE cq_former (n integer, id uuid) ON COMMIT DROP";
    }
    return "CREATE TEMPORARY TABLE cq_former ON COMMIT DROP AS %s FOR UPDATE OF s"
        .formatted(selectFormer());
  }

  /** The chunks stored for the rows: their number and text, where there is a vector to reuse. */
  String selectStored() {
    String former =
        fields.keys().isEmpty() ? "SELECT NULL::integer AS n, NULL::uuid AS id" : selectFormer();
    return "SELECT i.n, c.%s FROM (%s) i JOIN %s c ON c.%s = i.id WHERE c.%s IS NOT NULL AND c.%s IS NOT NULL"
        .formatted(TEXT, owners("(" + former + ")"), table.target(), ID, VECTOR, TEXT);
  }

  String createChunks() {
    return "CREATE TEMPORARY TABLE cq_chunks (n integer, o integer, chunk text COLLATE \"C\", vector %s) ON COMMIT DROP"
        .formatted(vectorType);
  }

  String copyChunks() {
    return "COPY pg_temp.cq_chunks FROM STDIN (FORMAT binary)";
  }

  /** Forgets rows that are not in the table, as another one of the batch has their key. */
  String forgetLostRows() {
    return "DELETE FROM pg_temp.cq_rows r WHERE NOT EXISTS (SELECT 1 FROM %s s WHERE s.%s = r.id)"
        .formatted(table.source(), ID);
  }

  String forgetLostChunks() {
    return "DELETE FROM pg_temp.cq_chunks w WHERE NOT EXISTS (SELECT 1 FROM pg_temp.cq_rows r WHERE r.n = w.n)";
  }

  /** The stored chunks, locked; one without a vector has no text, so that it goes. */
  String createStored() {
    return """
    CREATE TEMPORARY TABLE cq_stored ON COMMIT DROP AS
    SELECT n, id, part, place, chunk, row_number() OVER (PARTITION BY n, chunk) - 1 AS o
    FROM (SELECT i.n, i.id, c.tableoid AS part, c.ctid AS place,
        CASE WHEN c.%s IS NOT NULL THEN c.%s COLLATE "C" END AS chunk
      FROM (%s) i JOIN %s c ON c.%s = i.id FOR UPDATE OF c) locked\
    """
        .formatted(VECTOR, TEXT, owners("pg_temp.cq_former"), table.target(), ID);
  }

  /** Wanted chunks that have no vector and are not stored any more. */
  String selectMissing() {
    return """
    SELECT DISTINCT w.chunk FROM pg_temp.cq_chunks w
    WHERE w.vector IS NULL
      AND NOT EXISTS (SELECT 1 FROM pg_temp.cq_stored s WHERE s.n = w.n AND s.chunk = w.chunk)\
    """;
  }

  String insertNew() {
    return """
    INSERT INTO %s (%s)
    SELECT r.id%s, w.chunk, coalesce(w.vector, (SELECT c.%s FROM pg_temp.cq_stored f JOIN %s c
      ON c.%s = f.id AND c.ctid = f.place AND c.tableoid = f.part
      WHERE f.n = w.n AND f.chunk = w.chunk LIMIT 1))
    FROM pg_temp.cq_chunks w JOIN pg_temp.cq_rows r ON r.n = w.n
    WHERE NOT EXISTS (SELECT 1 FROM pg_temp.cq_stored s WHERE %s)
    ORDER BY w.n\
    """
        .formatted(
            table.target(),
            targetColumns(),
            metadataOf("r"),
            VECTOR,
            table.target(),
            ID,
            SAME_CHUNK);
  }

  String deleteGone() {
    return """
    DELETE FROM %s c USING pg_temp.cq_stored s
    WHERE %s AND NOT EXISTS (SELECT 1 FROM pg_temp.cq_chunks w WHERE %s)\
    """
        .formatted(table.target(), SAME_PLACE, SAME_CHUNK);
  }

  /** Chunks that stay carry the row's id and metadata as they are now. */
  String updateKept() {
    String assignments =
        ID
            + " = r.id"
            + IntStream.range(0, table.metadata().size())
                .mapToObj(
                    i -> ", %s = r.m%d".formatted(Identifiers.quoted(table.metadata().get(i)), i))
                .collect(Collectors.joining());
    String before =
        "c."
            + ID
            + table.metadata().stream()
                .map(name -> ", c." + Identifiers.quoted(name))
                .collect(Collectors.joining());
    return """
    UPDATE %s c SET %s
    FROM pg_temp.cq_stored s JOIN pg_temp.cq_chunks w ON %s JOIN pg_temp.cq_rows r ON r.n = w.n
    WHERE %s AND (%s) IS DISTINCT FROM (r.id%s)\
    """
        .formatted(table.target(), assignments, SAME_CHUNK, SAME_PLACE, before, metadataOf("r"));
  }

  private String selectFormer() {
    String sameKey =
        IntStream.range(0, fields.keys().size())
            .mapToObj(i -> "s.%s = r.k%d".formatted(Identifiers.quoted(fields.keys().get(i)), i))
            .collect(Collectors.joining(" AND "));
    return "SELECT r.n, s.%s AS id FROM pg_temp.cq_rows r JOIN %s s ON %s WHERE s.%s IS NOT NULL"
        .formatted(ID, table.source(), sameKey, ID);
  }

  /**
   * Which row owns the chunks of which id: the row that has it now, else the one that had it. An id
   * may have moved from one row of the batch to another.
   */
  private static String owners(String former) {
    return """
    SELECT DISTINCT ON (id) n, id FROM (
      SELECT n, id, 0 AS former FROM pg_temp.cq_rows
      UNION ALL SELECT f.n, f.id, 1 FROM %s f JOIN pg_temp.cq_rows r ON r.n = f.n) every
    ORDER BY id, former\
    """
        .formatted(former);
  }

  private String targetColumns() {
    return ID
        + table.metadata().stream()
            .map(name -> ", " + Identifiers.quoted(name))
            .collect(Collectors.joining())
        + ", "
        + TEXT
        + ", "
        + VECTOR;
  }

  private String metadataOf(String alias) {
    return IntStream.range(0, table.metadata().size())
        .mapToObj(i -> ", %s.m%d".formatted(alias, i))
        .collect(Collectors.joining());
  }

  private static String definitions(String letter, List<String> types) {
    return IntStream.range(0, types.size())
        .mapToObj(i -> ", %s%d %s".formatted(letter, i, types.get(i)))
        .collect(Collectors.joining());
  }
}
