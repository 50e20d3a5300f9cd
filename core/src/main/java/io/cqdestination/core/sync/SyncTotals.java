package io.cqdestination.core.sync;

import java.util.HashSet;
import java.util.Set;

/** What a stream has committed so far. Thread-safe. */
public final class SyncTotals {

  /** A copy of the counts at one moment; bytes as sent to the database. */
  public record Snapshot(int tables, long rows, long bytes, long batches) {}

  private final Set<String> tables = new HashSet<>();
  private long rows;
  private long bytes;
  private long batches;

  synchronized void committed(String tableName, long batchRows, long batchBytes) {
    tables.add(tableName);
    rows += batchRows;
    bytes += batchBytes;
    batches++;
  }

  public synchronized Snapshot snapshot() {
    return new Snapshot(tables.size(), rows, bytes, batches);
  }
}
