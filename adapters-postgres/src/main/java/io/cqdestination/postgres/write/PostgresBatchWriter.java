package io.cqdestination.postgres.write;

import io.cqdestination.core.batching.BatchWriter;
import io.cqdestination.core.batching.OpenBatch;
import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.core.migration.TableMapping;
import io.cqdestination.postgres.catalog.TableCatalog;
import io.cqdestination.postgres.catalog.WritableTable;
import io.cqdestination.postgres.copy.ChunkPool;
import io.cqdestination.postgres.history.HistoryTable;
import io.cqdestination.postgres.history.StreamHistory;
import io.cqdestination.postgres.write.WriteTarget.History;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;

/** Writes the rows of one stream. Thread-safe as {@link BatchWriter} asks. */
public final class PostgresBatchWriter implements BatchWriter {
  /** Tables that are looked up in one round trip. */
  private static final int TABLES_AT_ONCE = 400;

  private final String schema;
  private final TableMapping mapping;
  private final TableCatalog catalog;
  private final ChunkPool chunks;
  private final CommitWorkers workers;
  private final RowDerivation derivation;
  private final Optional<StreamStage> stage;
  private final Optional<StreamHistory> history;
  private final Map<String, TableWriter> tables = new HashMap<>();
  private final Set<String> expected = new LinkedHashSet<>();
  private final Map<String, WritableTable> found = new HashMap<>();

  /**
   * @param schema the schema that holds the tables
   * @param workers this stream's own, closed with it
   * @param derivation this stream's own, closed with it
   * @param stage where rows wait until they are published, this stream's own, closed with it; empty
   *     where they are not held back
   * @param history this stream's own; empty where none is kept
   */
  public PostgresBatchWriter(
      String schema,
      TableMapping mapping,
      TableCatalog catalog,
      ChunkPool chunks,
      CommitWorkers workers,
      RowDerivation derivation,
      Optional<StreamStage> stage,
      Optional<StreamHistory> history) {
    this.schema = schema;
    this.mapping = mapping;
    this.catalog = catalog;
    this.chunks = chunks;
    this.workers = workers;
    this.derivation = derivation;
    this.stage = stage;
    this.history = history;
  }

  @Override
  public OpenBatch open(String tableName) {
    TableWriter table = tables.get(tableName);
    if (table == null) {
      table =
          new TableWriter(tableName, target(tableName), workers, derivation.of(tableName), history);
      tables.put(tableName, table);
    }
    return table.open(chunks);
  }

  @Override
  public List<CompletableFuture<Void>> commit(List<OpenBatch> batches) {
    List<PendingBatch> pending = new ArrayList<>();
    for (OpenBatch open : batches) {
      CopyBatch batch = (CopyBatch) open;
      pending.add(batch.owner().follow(batch, referred(batch.owner())));
    }
    try {
      stage.ifPresent(rows -> rows.expect(pending));
    } catch (DestinationException refused) {
      pending.forEach(batch -> batch.fail(refused));
      return pending.stream().map(PendingBatch::outcome).toList();
    }
    workers.submit(pending.stream().filter(batch -> isReady(batch)).toList());
    return pending.stream().map(PendingBatch::outcome).toList();
  }

  /** Whether the batch can be written now; otherwise it is submitted when it can. */
  private boolean isReady(PendingBatch batch) {
    CompletableFuture<Void> ready = batch.ready();
    if (ready.state() == Future.State.SUCCESS) {
      return true;
    }
    var _ =
        ready.whenComplete((_, failure) -> {
          if (failure == null) {
            workers.submit(List.of(batch));
          } else {
            batch.fail(cause(failure));
          }
        });
    return false;
  }

  private static Throwable cause(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }

  @Override
  public Collection<String> refersTo(String tableName) {
    TableWriter table = tables.get(tableName);
    return table == null
        ? List.of()
        : referred(table).stream().map(TableWriter::tableName).toList();
  }

  /** The other tables of the stream whose rows a table's rows refer to. */
  private List<TableWriter> referred(TableWriter table) {
    return table.refersTo().isEmpty()
        ? List.of()
        : tables.values().stream()
            .filter(other -> other != table && table.refersTo().contains(other.storedName()))
            .toList();
  }

  private RowTarget target(String tableName) {
    String storedName = mapping.storedName(tableName);
    if (!found.containsKey(storedName)) {
      lookUp(storedName);
    }
    WritableTable table = found.remove(storedName);
    if (table == null) {
      throw new DatabaseRefused("table %s not found".formatted(tableName), null);
    }
    WriteTarget target = new WriteTarget(schema, table, mapping, historyOf(storedName));
    return stage.<RowTarget>map(rows -> new StagedTarget(rows, tableName, target)).orElse(target);
  }

  private History historyOf(String storedName) {
    WritableTable beside = found.remove(HistoryTable.nameFor(storedName));
    return history
        .<History>map(known ->
            known
                .found(storedName, beside == null ? null : beside.definition())
                .<History>map(History.Kept::new)
                .orElseGet(History.Missing::new))
        .orElseGet(History.Unwanted::new);
  }

  /** Looks a table up, and with it others whose rows are likely to come. */
  private void lookUp(String storedName) {
    Set<String> names = new HashSet<>(Set.of(storedName));
    for (var others = expected.iterator(); others.hasNext() && names.size() < TABLES_AT_ONCE; ) {
      names.add(others.next());
      others.remove();
    }
    expected.remove(storedName);
    if (history.isPresent()) {
      names.addAll(names.stream().map(HistoryTable::nameFor).toList());
    }
    found.putAll(catalog.describeSoon(names));
  }

  @Override
  public void tablesChanged(Collection<String> tableNames) {
    tables.clear();
    found.clear();
    history.ifPresent(StreamHistory::forget);
    tableNames.forEach(name -> expected.add(mapping.storedName(name)));
  }

  @Override
  public void loaded() {
    derivation.loaded();
  }

  @Override
  public double heldFactor() {
    return workers.heldFactor();
  }

  @Override
  public long retries() {
    return workers.retries() + stage.map(StreamStage::retries).orElse(0L);
  }

  @Override
  public long refusedRows() {
    return workers.refusals().map(StreamRefusals::rows).orElse(0L);
  }

  @Override
  public void close() {
    derivation.close();
    workers.close();
    stage.ifPresent(StreamStage::close);
  }
}
