package io.cqdestination.postgres.upkeep;

import io.cqdestination.core.batching.BatchWriter;
import io.cqdestination.core.batching.OpenBatch;
import io.cqdestination.core.migration.TableMapping;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts what another one writes, and has the statistics of tables collected when the stream has
 * ended well. Thread-safe as {@link BatchWriter} asks.
 */
public final class AnalyzingBatchWriter implements BatchWriter {
  private final BatchWriter writer;
  private final TableMapping mapping;
  private final TableAnalysis analysis;
  private final Map<OpenBatch, String> tables = new HashMap<>();
  private final Map<String, Long> writtenRows = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /**
   * @param writer closed with this one
   */
  public AnalyzingBatchWriter(BatchWriter writer, TableMapping mapping, TableAnalysis analysis) {
    this.writer = writer;
    this.mapping = mapping;
    this.analysis = analysis;
  }

  @Override
  public OpenBatch open(String tableName) {
    OpenBatch batch = writer.open(tableName);
    tables.put(batch, mapping.storedName(tableName));
    return batch;
  }

  @Override
  public List<CompletableFuture<Void>> commit(List<OpenBatch> batches) {
    List<Written> written = batches.stream().map(this::take).toList();
    List<CompletableFuture<Void>> outcomes = writer.commit(batches);
    List<CompletableFuture<Void>> counted = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      counted.add(counted(outcomes.get(i), written.get(i)));
    }
    return counted;
  }

  /** Completes behind the counting, with the very failure of the outcome. */
  private CompletableFuture<Void> counted(CompletableFuture<Void> outcome, Written written) {
    CompletableFuture<Void> counted = new CompletableFuture<>();
    var _ =
        outcome.whenComplete((_, failure) -> {
          if (failure == null) {
            writtenRows.merge(written.table(), written.rows(), Long::sum);
            counted.complete(null);
          } else {
            counted.completeExceptionally(failure);
          }
        });
    return counted;
  }

  /** What a batch holds, which is forgotten when it is committed. */
  private Written take(OpenBatch batch) {
    return new Written(Objects.requireNonNull(tables.remove(batch)), batch.rows());
  }

  private record Written(String table, long rows) {}

  @Override
  public void loaded() {
    writer.loaded();
    if (!writtenRows.isEmpty()) {
      analysis.run(Map.copyOf(writtenRows), () -> closed);
    }
  }

  @Override
  public Collection<String> refersTo(String tableName) {
    return writer.refersTo(tableName);
  }

  @Override
  public void tablesChanged(Collection<String> tableNames) {
    writer.tablesChanged(tableNames);
  }

  @Override
  public double heldFactor() {
    return writer.heldFactor();
  }

  @Override
  public long retries() {
    return writer.retries();
  }

  @Override
  public long refusedRows() {
    return writer.refusedRows();
  }

  @Override
  public void close() {
    closed = true;
    writer.close();
  }
}
