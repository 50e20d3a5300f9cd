package io.cqdestination.core.batching;

import io.cqdestination.core.record.RecordBatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one table in one stream: at most one open batch, which is full when it reaches a
 * limit. Used by one thread at a time.
 */
final class TableBuffer {

  private final String tableName;
  private final BatchWriter writer;
  private final BatchLimits limits;
  private final Consumer<TableBuffer> full;
  private @Nullable OpenBatch open;
  private long openedAtNanos;

  /**
   * @param full told of each batch that no more rows go into, while it is still open here
   */
  TableBuffer(
      String tableName, BatchWriter writer, BatchLimits limits, Consumer<TableBuffer> full) {
    this.tableName = tableName;
    this.writer = writer;
    this.limits = limits;
    this.full = full;
  }

  String tableName() {
    return tableName;
  }

  /**
   * Adds the record's rows; each batch that they fill has to be taken when it is told of.
   *
   * @throws RuntimeException when a value or the table is refused; the open batch is then gone
   */
  void add(RecordBatch batch, long nowNanos) {
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
        full.accept(this);
      }
    }
  }

  /** Takes the open batch out; null where there is none. */
  @Nullable OpenBatch take() {
    OpenBatch current = open;
    open = null;
    return current;
  }

  boolean isOpen() {
    return open != null;
  }

  /** Whether the open batch's first row came at least {@code timeout} ago. */
  boolean isOlderThanTimeout(long nowNanos) {
    return open != null && nowNanos - openedAtNanos >= limits.timeout().toNanos();
  }

  /** Memory that the open batch takes. */
  long openBytes() {
    OpenBatch current = open;
    return current == null ? 0 : current.heldBytes();
  }

  /** Drops the open batch, if there is one. */
  void abandon() {
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
