package io.cqdestination.postgres.vector;

import io.cqdestination.core.embedding.EmbeddedTable;
import io.cqdestination.core.migration.TableMapping;
import io.cqdestination.postgres.dialect.Identifiers;
import java.util.List;

/**
 * A table of chunks and the table of the rows it belongs to, in the database's words. Immutable.
 *
 * @param sourceName the source table's stored name
 * @param targetName the stored name of the table of chunks
 * @param metadata stored names of the columns that chunks carry along, without {@code _cq_id}
 */
public record ChunkTable(
    EmbeddedTable table,
    String schema,
    String sourceName,
    String targetName,
    List<String> metadata) {
  public ChunkTable {
    metadata = List.copyOf(metadata);
  }

  static ChunkTable of(EmbeddedTable table, String schema, TableMapping mapping) {
    return new ChunkTable(
        table,
        schema,
        mapping.storedName(table.source()),
        mapping.storedName(table.target()),
        table.metadataColumns().stream().map(mapping::storedName).toList());
  }

  /** The qualified, quoted name of the source table. */
  String source() {
    return Identifiers.qualified(schema, sourceName);
  }

  /** The qualified, quoted name of the table of chunks. */
  String target() {
    return Identifiers.qualified(schema, targetName);
  }
}
