package io.cqdestination.core.embedding;

import java.util.List;

/**
 * A table of a source whose texts are embedded. Immutable; names as the source writes them.
 *
 * @param target the table that gets the chunks
 * @param embedColumns the columns whose values make a row's text, in this order
 * @param metadataColumns columns that chunks carry along, each once; {@link #ROW_ID} is not among
 *     them, as every chunk has it
 */
public record EmbeddedTable(
    String source, String target, List<String> embedColumns, List<String> metadataColumns) {
  /** The column that names a row, in both tables. */
  public static final String ROW_ID = "_cq_id";

  /** The target's column for the text of a chunk. */
  public static final String CHUNK = "chunk";

  /** The target's column for the vector of a chunk. */
  public static final String EMBEDDING = "embedding";

  public EmbeddedTable {
    embedColumns = List.copyOf(embedColumns);
    metadataColumns =
        metadataColumns.stream().filter(column -> !column.equals(ROW_ID)).distinct().toList();
  }
}
