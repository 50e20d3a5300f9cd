package io.cqdestination.postgres.write;

import io.cqdestination.core.batching.BatchWriter;
import io.cqdestination.core.batching.OpenBatch;
import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.core.migration.SchemaCatalog;
import io.cqdestination.core.migration.StoredTable;
import io.cqdestination.core.migration.TableMapping;
import io.cqdestination.postgres.copy.ChunkPool;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Writes the rows of one stream. Thread-safe as {@link BatchWriter} asks. */
public final class PostgresBatchWriter implements BatchWriter {
  /** Tables that are looked up in one round trip. */
  private static final int TABLES_AT_ONCE = 100;

  private final String schema;
  private final TableMapping mapping;
  private final SchemaCatalog catalog;
  private final ChunkPool chunks;
  private final CommitWorkers workers;
  private final RowCompanions companions;
  private final Map<String, TableWriter> tables = new HashMap<>();
  private final Set<String> expected = new LinkedHashSet<>();
  private final Map<String, StoredTable> found = new HashMap<>();

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
    if (!found.containsKey(storedName)) {
      lookUp(storedName);
    }
    StoredTable table = found.remove(storedName);
    if (table == null) {
      throw new DatabaseRefused("table %s not found".formatted(tableName), null);
    }
    return new WriteTarget(schema, table, mapping);
  }

  /** Looks a table up, and with it others whose rows are likely to come. */
  private void lookUp(String storedName) {
    Set<String> names = new HashSet<>(Set.of(storedName));
    for (var others = expected.iterator(); others.hasNext() && names.size() < TABLES_AT_ONCE; ) {
      names.add(others.next());
      others.remove();
    }
    expected.remove(storedName);
    found.putAll(catalog.find(names));
  }

  @Override
  public void tablesChanged(Collection<String> tableNames) {
    tables.clear();
    found.clear();
    tableNames.forEach(name -> expected.add(mapping.storedName(name)));
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
