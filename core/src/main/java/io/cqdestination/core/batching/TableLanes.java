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
public final class TableLanes {

  /** Learns of every batch that was handed over. */
  @FunctionalInterface
  public interface CommitListener {
    void handedOver(String tableName, long rows, long bytes, CompletableFuture<Void> outcome);
  }

  private final BatchWriter writer;
  private final BatchLimits limits;
  private final CommitListener listener;
  private final Map<String, TableLane> lanes = new HashMap<>();
  private final Set<TableLane> open = new LinkedHashSet<>();
  private long openBytes;

  public TableLanes(BatchWriter writer, BatchLimits limits, CommitListener listener) {
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
    TableLane lane =
        lanes.computeIfAbsent(
            batch.table().name(), name -> new TableLane(name, writer, limits, this::handOver));
    openBytes -= lane.openBytes();
    try {
      lane.add(batch, nowNanos);
    } finally {
      openBytes += lane.openBytes();
      if (lane.isOpen()) {
        open.add(lane);
      } else {
        open.remove(lane);
      }
    }
  }

  /** Hands over every open batch. */
  public void handOverAll() {
    handOver(List.copyOf(open));
  }

  /** Hands over the batches whose first row came at least the limits' timeout ago. */
  public void handOverOlderThanTimeout(long nowNanos) {
    handOver(open.stream().filter(lane -> lane.isOlderThanTimeout(nowNanos)).toList());
  }

  /** Hands over the largest batches until those left hold at most some bytes. */
  public void handOverLargest(long mostBytes) {
    List<TableLane> largestFirst = new ArrayList<>(open);
    largestFirst.sort(Comparator.comparingLong(TableLane::openBytes).reversed());
    List<TableLane> due = new ArrayList<>();
    long left = openBytes;
    for (TableLane lane : largestFirst) {
      if (left <= mostBytes) {
        break;
      }
      left -= lane.openBytes();
      due.add(lane);
    }
    handOver(due);
  }

  /** Bytes of all open batches. */
  public long openBytes() {
    return openBytes;
  }

  /** Drops every open batch. */
  public void abandon() {
    open.forEach(TableLane::abandon);
    open.clear();
    openBytes = 0;
  }

  /** A batch is full. It may be the first of its lane, and its bytes may not be counted yet. */
  private void handOver(TableLane full) {
    openBytes += full.openBytes();
    handOver(List.of(full));
  }

  private void handOver(Collection<TableLane> due) {
    Set<TableLane> inOrder = new LinkedHashSet<>();
    due.forEach(lane -> addBehindReferred(lane, inOrder, new LinkedHashSet<>()));
    List<TableLane> taken = List.copyOf(inOrder);
    List<OpenBatch> batches = new ArrayList<>();
    List<String> tableNames = new ArrayList<>();
    for (TableLane lane : taken) {
      openBytes -= lane.openBytes();
      open.remove(lane);
      @Nullable OpenBatch batch = lane.take();
      if (batch != null) {
        batches.add(batch);
        tableNames.add(lane.tableName());
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
    List<CompletableFuture<Void>> outcomes = writer.commit(batches);
    for (int i = 0; i < rows.length; i++) {
      listener.handedOver(tableNames.get(i), rows[i], bytes[i], outcomes.get(i));
    }
  }

  /**
   * Adds a lane behind the open ones whose rows its rows may need.
   *
   * @param path the lanes that led here, so that tables that refer to each other come to an end
   */
  private void addBehindReferred(TableLane lane, Set<TableLane> inOrder, Set<TableLane> path) {
    if (inOrder.contains(lane) || !path.add(lane)) {
      return;
    }
    for (String referred : writer.refersTo(lane.tableName())) {
      @Nullable TableLane other = lanes.get(referred);
      if (other != null && other.isOpen()) {
        addBehindReferred(other, inOrder, path);
      }
    }
    path.remove(lane);
    inOrder.add(lane);
  }
}
