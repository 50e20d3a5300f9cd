package io.cqdestination.core.batching;

import io.cqdestination.core.record.RecordBatch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The open batches of a stream, at most one a table, in the order in which their first rows came.
 * What is due is handed over together, so that the writer can let small batches share a
 * transaction. Used by one thread at a time.
 */
public final class TableBuffers {

  /** Learns of every batch that was handed over. */
  @FunctionalInterface
  public interface CommitListener {
    void handedOver(
        String tableName, long rows, long bytes, long heldBytes, CompletableFuture<Void> outcome);
  }

  private final BatchWriter writer;
  private final BatchLimits limits;
  private final CommitListener listener;
  private final Map<String, TableBuffer> buffers = new HashMap<>();
  private final Set<TableBuffer> open = new LinkedHashSet<>();
  private long openBytes;

  public TableBuffers(BatchWriter writer, BatchLimits limits, CommitListener listener) {
    this.writer = writer;
    this.limits = limits;
    this.listener = listener;
  }

  /**
   * Adds the record's rows to their table's batch; hands over each batch that they fill.
   *
   * @throws RuntimeException when a value or the table is refused; the open batch is then gone
   */
  public void add(RecordBatch batch, long nowNanos) {
    TableBuffer buffer =
        buffers.computeIfAbsent(
            batch.table().name(), name -> new TableBuffer(name, writer, limits, this::handOver));
    openBytes -= buffer.openBytes();
    try {
      buffer.add(batch, nowNanos);
    } finally {
      openBytes += buffer.openBytes();
      if (buffer.isOpen()) {
        open.add(buffer);
      } else {
        open.remove(buffer);
      }
    }
  }

  /** Hands over every open batch. */
  public void handOverAll() {
    handOver(List.copyOf(open));
  }

  /** Hands over the batches whose first row came at least the limits' timeout ago. */
  public void handOverOlderThanTimeout(long nowNanos) {
    handOver(open.stream().filter(buffer -> buffer.isOlderThanTimeout(nowNanos)).toList());
  }

  /** Hands over the largest batches until those left take at most some memory. */
  public void handOverLargest(long mostBytes) {
    List<TableBuffer> largestFirst = new ArrayList<>(open);
    largestFirst.sort(Comparator.comparingLong(TableBuffer::openBytes).reversed());
    List<TableBuffer> due = new ArrayList<>();
    long left = openBytes;
    for (TableBuffer buffer : largestFirst) {
      if (left <= mostBytes) {
        break;
      }
      left -= buffer.openBytes();
      due.add(buffer);
    }
    handOver(due);
  }

  /** Memory that all open batches take. */
  public long openBytes() {
    return openBytes;
  }

  /** Drops every open batch. */
  public void abandon() {
    open.forEach(TableBuffer::abandon);
    open.clear();
    openBytes = 0;
  }

  /** A batch is full. It may be the first of its buffer, and its bytes may not be counted yet. */
  private void handOver(TableBuffer full) {
    openBytes += full.openBytes();
    handOver(List.of(full));
  }

  private void handOver(Collection<TableBuffer> due) {
    Set<TableBuffer> inOrder = new LinkedHashSet<>();
    due.forEach(buffer -> addBehindReferred(buffer, inOrder, new LinkedHashSet<>()));
    List<TableBuffer> taken = List.copyOf(inOrder);
    List<OpenBatch> batches = new ArrayList<>();
    List<String> tableNames = new ArrayList<>();
    for (TableBuffer buffer : taken) {
      openBytes -= buffer.openBytes();
      open.remove(buffer);
      @Nullable OpenBatch batch = buffer.take();
      if (batch != null) {
        batches.add(batch);
        tableNames.add(buffer.tableName());
      }
    }
    commit(tableNames, batches);
  }

  private void commit(List<String> tableNames, List<OpenBatch> batches) {
    if (batches.isEmpty()) {
      return;
    }
    long[] rows = batches.stream().mapToLong(OpenBatch::rows).toArray();
    long[] bytes = batches.stream().mapToLong(OpenBatch::bytes).toArray();
    long[] held = batches.stream().mapToLong(OpenBatch::heldBytes).toArray();
    List<CompletableFuture<Void>> outcomes = writer.commit(batches);
    for (int i = 0; i < rows.length; i++) {
      listener.handedOver(tableNames.get(i), rows[i], bytes[i], held[i], outcomes.get(i));
    }
  }

  /**
   * Adds a buffer behind the open ones whose rows its rows may need.
   *
   * @param path the buffers that led here, so that tables that refer to each other come to an end
   */
  private void addBehindReferred(
      TableBuffer buffer, Set<TableBuffer> inOrder, Set<TableBuffer> path) {
    if (inOrder.contains(buffer) || !path.add(buffer)) {
      return;
    }
    for (String referred : writer.refersTo(buffer.tableName())) {
      @Nullable TableBuffer other = buffers.get(referred);
      if (other != null && other.isOpen()) {
        addBehindReferred(other, inOrder, path);
      }
    }
    path.remove(buffer);
    inOrder.add(buffer);
  }
}
