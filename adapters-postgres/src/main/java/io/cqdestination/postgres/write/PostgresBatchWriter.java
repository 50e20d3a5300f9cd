package io.cqdestination.postgres.write;

import io.cqdestination.core.batching.BatchWriter;
import io.cqdestination.core.batching.OpenBatch;
import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.core.migration.SchemaCatalog;
import io.cqdestination.core.migration.StoredTable;
import io.cqdestination.core.migration.TableMapping;
import io.cqdestination.postgres.copy.ChunkPool;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Writes the rows of one stream. Thread-safe as {@link BatchWriter} asks. */
public final class PostgresBatchWriter implements BatchWriter {
  private final String schema;
  private final TableMapping mapping;
  private final SchemaCatalog catalog;
  private final ChunkPool chunks;
  private final CommitWorkers workers;
  private final RowCompanions companions;
  private final Map<String, TableWriter> tables = new HashMap<>();

  /**
   * @param schema the schema that holds the tables
   * @param workers this stream's own, closed with it
   * @param companions this stream's own, closed with it
   */
  public PostgresBatchWriter(
      String schema,
      TableMapping mapping,
      SchemaCatalog catalog,
      ChunkPool chunks,
      CommitWorkers workers,
      RowCompanions companions) {
    this.schema = schema;
    this.mapping = mapping;
    this.catalog = catalog;
    this.chunks = chunks;
    this.workers = workers;
    this.companions = companions;
  }

  @Override
  public OpenBatch open(String tableName) {
    TableWriter table = tables.get(tableName);
    if (table == null) {
      table = new TableWriter(tableName, target(tableName), workers, companions.of(tableName));
      tables.put(tableName, table);
    }
    return table.open(chunks);
  }

  private WriteTarget target(String tableName) {
    String storedName = mapping.storedName(tableName);
    StoredTable found = catalog.find(Set.of(storedName)).get(storedName);
    if (found == null) {
      throw new DatabaseRefused("table %s not found".formatted(tableName), null);
    }
    return new WriteTarget(schema, found, mapping);
  }

  @Override
  public void tablesChanged() {
    tables.clear();
  }

  @Override
  public void loaded() {
    companions.loaded();
  }

  @Override
  public long retries() {
    return workers.retries();
  }

  @Override
  public void close() {
    companions.close();
    workers.close();
  }
}
