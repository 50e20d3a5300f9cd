package io.cqdestination.postgres.vector;

import static io.cqdestination.core.embedding.EmbeddedTable.ROW_ID;

import io.cqdestination.postgres.delete.DeleteStatements;
import io.cqdestination.postgres.dialect.Identifiers;

/** Deletes the chunks of rows along with them. Thread-safe. */
public final class ChunkDeletion implements DeleteStatements {
  private static final String ID = Identifiers.quoted(ROW_ID);

  private final ChunkTables tables;
  private final DeleteStatements others;

  /**
   * @param others for tables without embeddings
   */
  public ChunkDeletion(ChunkTables tables, DeleteStatements others) {
    this.tables = tables;
    this.others = others;
  }

  @Override
  public String delete(String storedTable, String condition) {
    String rows = others.delete(storedTable, condition);
    return tables.ofSource(storedTable).map(table -> withChunks(table, rows)).orElse(rows);
  }

  /** One statement, so that exactly the chunks of the rows that went are deleted. */
  private static String withChunks(ChunkTable table, String rows) {
    return """
    WITH gone AS (%s RETURNING %s),
      chunks AS (DELETE FROM %s AS chunk USING gone WHERE chunk.%s = gone.%s)
    SELECT count(*) FROM gone\
    """
        .formatted(rows, ID, table.target(), ID, ID);
  }
}
