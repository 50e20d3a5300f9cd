package io.cqdestination.core.sync;

import io.cqdestination.core.batching.BatchWriter;
import io.cqdestination.core.batching.OpenBatch;
import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.record.RecordBatch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Writes batches into a {@link MemoryDatabase}: each wholly or not at all, those of one table in
 * order, on an executor. Measures what it holds. A row whose note is {@code unwritable} is refused
 * when it is added, one whose note is {@code refused} when its batch is committed. Thread-safe.
 */
public final class MemoryBatchWriter implements BatchWriter {

  /** The size of a batch when it was handed over. */
  public record HandedOver(String tableName, long rows, long bytes, long bytesOfLastRow) {}

  private final MemoryDatabase database;
  private final Executor executor;
  private final Map<String, Set<String>> columns = new HashMap<>();
  private final Map<String, CompletableFuture<Void>> lastOutcomes = new HashMap<>();
  private final List<MemoryBatch> underWay = new ArrayList<>();
  private final List<HandedOver> handedOver = new ArrayList<>();
  private final AtomicLong retries = new AtomicLong();
  private int openBatches;
  private long heldBytes;
  private long mostHeldBytes;
  private volatile double heldFactor = 1;
  private boolean closed;

  public MemoryBatchWriter(MemoryDatabase database, Executor executor) {
    this.database = database;
    this.executor = executor;
  }

  @Override
  public synchronized OpenBatch open(String tableName) {
    columns.computeIfAbsent(tableName, database::columns);
    openBatches++;
    return new MemoryBatch(tableName);
  }

  @Override
  public List<CompletableFuture<Void>> commit(List<OpenBatch> batches) {
    return batches.stream().map(batch -> ((MemoryBatch) batch).commit()).toList();
  }

  @Override
  public synchronized void tablesChanged(Collection<String> tableNames) {
    columns.clear();
  }

  @Override
  public void close() {
    List<MemoryBatch> dropped;
    synchronized (this) {
      closed = true;
      dropped = List.copyOf(underWay);
    }
    dropped.forEach(batch -> batch.fail(new DestinationException.NotReady("closed")));
  }

  @Override
  public double heldFactor() {
    return heldFactor;
  }

  /** As if the line to the database had become so long. */
  void heldFactor(double factor) {
    heldFactor = factor;
  }

  @Override
  public long retries() {
    return retries.get();
  }

  /** As if a batch had been tried again after a transient failure. */
  void retried() {
    retries.incrementAndGet();
  }

  private synchronized boolean closed() {
    return closed;
  }

  /** Whether no batch is open or on its way. */
  synchronized boolean isIdle() {
    return openBatches == 0 && underWay.isEmpty();
  }

  synchronized int batchesUnderWay() {
    return underWay.size();
  }

  synchronized long heldBytes() {
    return heldBytes;
  }

  public synchronized long mostHeldBytes() {
    return mostHeldBytes;
  }

  synchronized List<HandedOver> handedOver() {
    return List.copyOf(handedOver);
  }

  private final class MemoryBatch implements OpenBatch {
    private final String tableName;
    private final List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    private final CompletableFuture<Void> outcome = new CompletableFuture<>();
    private long bytes;
    private long bytesOfLastRow;

    private MemoryBatch(String tableName) {
      this.tableName = tableName;
    }

    @Override
    public void add(RecordBatch batch, int fromRow, int toRow) {
      for (Map<String, @Nullable Object> row : SampleRows.rows(batch, fromRow, toRow)) {
        if ("unwritable".equals(row.get("note"))) {
          throw new DestinationException.InvalidInput("a row is unwritable");
        }
        rows.add(row);
        bytesOfLastRow = SampleRows.bytes(batch.table(), row);
        hold(bytesOfLastRow);
      }
    }

    private void hold(long more) {
      bytes += more;
      synchronized (MemoryBatchWriter.this) {
        heldBytes += more;
        mostHeldBytes = Math.max(mostHeldBytes, heldBytes);
      }
    }

    @Override
    public long rows() {
      return rows.size();
    }

    @Override
    public long bytes() {
      return bytes;
    }

    private CompletableFuture<Void> commit() {
      CompletableFuture<Void> before;
      synchronized (MemoryBatchWriter.this) {
        openBatches--;
        underWay.add(this);
        handedOver.add(new HandedOver(tableName, rows.size(), bytes, bytesOfLastRow));
        before = lastOutcomes.getOrDefault(tableName, CompletableFuture.completedFuture(null));
        lastOutcomes.put(tableName, outcome);
      }
      if (closed()) {
        fail(new DestinationException.NotReady("closed"));
      } else {
        var _ = before.handle((_, _) -> tableName).thenRunAsync(this::write, executor);
      }
      return outcome;
    }

    private void write() {
      try {
        synchronized (MemoryBatchWriter.this) {
          if (!underWay.contains(this)) {
            return; // given up
          }
          if (rows.stream().anyMatch(row -> "refused".equals(row.get("note")))) {
            throw new DestinationException.DatabaseRefused("a row is refused", null);
          }
          database.insert(tableName, rows);
        }
        if (free()) {
          outcome.complete(null);
        }
      } catch (RuntimeException failure) {
        fail(failure);
      }
    }

    private void fail(RuntimeException cause) {
      if (free()) {
        outcome.completeExceptionally(cause);
      }
    }

    private boolean free() {
      synchronized (MemoryBatchWriter.this) {
        heldBytes -= bytes;
        bytes = 0;
        return underWay.remove(this);
      }
    }

    @Override
    public void abandon() {
      synchronized (MemoryBatchWriter.this) {
        openBatches--;
        heldBytes -= bytes;
        bytes = 0;
      }
    }
  }
}
