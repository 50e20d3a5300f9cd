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
      int until = current.roomUntil(batch, row, roomUntil(batch, row, current));
      try {
        current.add(batch, row, until);
      } catch (RuntimeException refused) {
        abandon();
        throw refused;
      }
      row = until;
      if (current.isFull() || current.rows() >= limits.rows() || current.bytes() >= mostBytes()) {
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

  /** The row behind the last that fits, judged by the rows' size as received; at least one does. */
  private int roomUntil(RecordBatch batch, int fromRow, OpenBatch current) {
    int most = (int) Math.min(batch.rowCount(), (long) fromRow + limits.rows() - current.rows());
    long room = mostBytes() - current.bytes();
    if (batch.byteSize() <= room) {
      return most;
    }
    int fits = fromRow + 1;
    while (fits < most) {
      int middle = (fits + most + 1) >>> 1;
      if (batch.byteSize(fromRow, middle) <= room) {
        fits = middle;
      } else {
        most = middle - 1;
      }
    }
    return fits;
  }

  private long mostBytes() {
    return Math.min(limits.bytes(), limits.heldBytes());
  }
}
