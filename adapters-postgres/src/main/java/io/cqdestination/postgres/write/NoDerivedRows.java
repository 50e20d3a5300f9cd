package io.cqdestination.postgres.write;

import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.postgres.copy.RowKeys;
import java.sql.Connection;
import java.util.concurrent.CompletableFuture;

/** Thread-safe, as there is nothing to it. */
final class NoDerivedRows implements DerivedRows {
  private static final CompletableFuture<Void> READY = CompletableFuture.completedFuture(null);

  @Override
  public void reading(RecordBatch batch, int fromRow) {}

  @Override
  public RowKeys watch(RowLayout layout, RowKeys keys) {
    return keys;
  }

  @Override
  public int roomUntil(RecordBatch batch, int fromRow, int toRow) {
    return toRow;
  }

  @Override
  public boolean isFull() {
    return false;
  }

  @Override
  public long bytes() {
    return 0;
  }

  @Override
  public CompletableFuture<Void> prepare() {
    return READY;
  }

  @Override
  public void supplement() {}

  @Override
  public void beforeRows(Connection connection) {}

  @Override
  public void afterRows(Connection connection, boolean ordered) {}

  @Override
  public void free() {}
}
