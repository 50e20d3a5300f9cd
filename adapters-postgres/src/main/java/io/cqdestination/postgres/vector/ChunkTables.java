package io.cqdestination.postgres.vector;

import io.cqdestination.core.embedding.EmbeddingOptions;
import io.cqdestination.core.migration.TableMapping;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The tables of chunks that a spec asks for. Immutable. */
public final class ChunkTables {
  private final Map<String, ChunkTable> bySource = new LinkedHashMap<>();
  private final Map<String, ChunkTable> byTarget = new LinkedHashMap<>();

  /**
   * @param mapping how the database names tables and columns
   */
  public ChunkTables(EmbeddingOptions options, String schema, TableMapping mapping) {
    options.tables().stream()
        .map(table -> ChunkTable.of(table, schema, mapping))
        .forEach(table -> {
          bySource.putIfAbsent(table.sourceName(), table);
          byTarget.putIfAbsent(table.targetName(), table);
        });
  }

  Collection<ChunkTable> all() {
    return bySource.values();
  }

  /** By the stored name of the source table. */
  Optional<ChunkTable> ofSource(String storedName) {
    return Optional.ofNullable(bySource.get(storedName));
  }

  /** By the stored name of the table of chunks. */
  Optional<ChunkTable> ofTarget(String storedName) {
    return Optional.ofNullable(byTarget.get(storedName));
  }
}
