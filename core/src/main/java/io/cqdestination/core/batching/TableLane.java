package io.cqdestination.core.batching;

import io.cqdestination.core.record.RecordBatch;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one table in one stream: at most one open batch, handed over when it reaches a limit.
 * Used by one thread at a time.
 */
public final class TableLane {

  /** Learns of every batch that was handed over. */
  @FunctionalInterface
  public interface CommitListener {
    void handedOver(String tableName, long rows, long bytes, CompletableFuture<Void> outcome);
  }

  private final String tableName;
  private final BatchWriter writer;
  private final BatchLimits limits;
  private final CommitListener listener;
  private @Nullable OpenBatch open;
  private long openedAtNanos;

  public TableLane(
      String tableName, BatchWriter writer, BatchLimits limits, CommitListener listener) {
    this.tableName = tableName;
    this.writer = writer;
    this.limits = limits;
    this.listener = listener;
  }

  /**
   * Adds the record's rows; hands over each batch that they fill.
   *
   * @throws RuntimeException when a value or the table is refused; the open batch is then gone
   */
  public void add(RecordBatch batch, long nowNanos) {
    int row = 0;
    while (row < batch.rowCount()) {
      OpenBatch current = open;
      if (current == null) {
        current = writer.open(tableName);
        open = current;
        openedAtNanos = nowNanos;
      }
      int until = row + roomFor(batch, batch.rowCount() - row, current);
      try {
        current.add(batch, row, until);
      } catch (RuntimeException refused) {
        abandon();
        throw refused;
      }
      row = until;
      if (current.rows() >= limits.rows() || current.bytes() >= limits.bytes()) {
        handOver();
      }
    }
  }

  /** Hands the open batch over, if there is one. */
  public void handOver() {
    OpenBatch current = open;
    if (current != null) {
      open = null;
      long rows = current.rows();
      long bytes = current.bytes();
      listener.handedOver(tableName, rows, bytes, current.commit());
    }
  }

  /** Hands the open batch over if its first row came at least {@code timeout} ago. */
  public void handOverIfOlderThanTimeout(long nowNanos) {
    if (open != null && nowNanos - openedAtNanos >= limits.timeout().toNanos()) {
      handOver();
    }
  }

  /** Bytes of the open batch. */
  public long openBytes() {
    OpenBatch current = open;
    return current == null ? 0 : current.bytes();
  }

  /** Drops the open batch, if there is one. */
  public void abandon() {
    OpenBatch current = open;
    if (current != null) {
      open = null;
      current.abandon();
    }
  }

  /**
   * How many of the record's rows fit; judged by their average size as received, and at least one.
   */
  private int roomFor(RecordBatch batch, int wanted, OpenBatch current) {
    long byRows = Math.min(wanted, limits.rows() - current.rows());
    long closeAt = Math.min(limits.bytes(), limits.heldBytes());
    if (batch.byteSize() <= closeAt - current.bytes()) {
      return (int) byRows;
    }
    long rowSize = Math.max(1, batch.byteSize() / batch.rowCount());
    return (int) Math.clamp((closeAt - current.bytes()) / rowSize, 1, byRows);
  }
}
