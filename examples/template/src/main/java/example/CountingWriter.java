package example;

import io.cqdestination.core.batching.BatchWriter;
import io.cqdestination.core.batching.OpenBatch;
import io.cqdestination.core.record.RecordBatch;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Counts the rows of one stream, and says of every batch that it is committed. */
final class CountingWriter implements BatchWriter {

  @Override
  public OpenBatch open(String tableName) {
    return new CountedBatch();
  }

  @Override
  public List<CompletableFuture<Void>> commit(List<OpenBatch> batches) {
    return batches.stream().map(batch -> CompletableFuture.<Void>completedFuture(null)).toList();
  }

  @Override
  public void tablesChanged(Collection<String> tableNames) {}

  @Override
  public long retries() {
    return 0;
  }

  @Override
  public void close() {}

  private static final class CountedBatch implements OpenBatch {
    private long rows;
    private long bytes;

    @Override
    public void add(RecordBatch batch, int fromRow, int toRow) {
      rows += toRow - fromRow;
      bytes += batch.byteSize(fromRow, toRow);
    }

    @Override
    public long rows() {
      return rows;
    }

    @Override
    public long bytes() {
      return bytes;
    }

    @Override
    public void abandon() {}
  }
}
