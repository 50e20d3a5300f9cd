package io.cqdestination.core.batching;

import io.cqdestination.core.record.RecordBatch;
import java.util.ArrayList;
import java.util.List;

/** Rows of one table that are kept as they came until they are written. Used by one thread. */
public final class HeldBatch implements OpenBatch {
  private final String tableName;
  private final List<RecordBatch> records = new ArrayList<>();
  private long rows;
  private long bytes;

  HeldBatch(String tableName) {
    this.tableName = tableName;
  }

  /** The table's name as the source has it. */
  public String tableName() {
    return tableName;
  }

  /** The rows in their order; records may have different columns. */
  public List<RecordBatch> records() {
    return List.copyOf(records);
  }

  /** The same, those together that follow one another and have the same columns and key. */
  public List<List<RecordBatch>> segments() {
    List<List<RecordBatch>> segments = new ArrayList<>();
    for (RecordBatch record : records) {
      if (segments.isEmpty()
          || !segments.getLast().getFirst().table().columns().equals(record.table().columns())) {
        segments.add(new ArrayList<>());
      }
      segments.getLast().add(record);
    }
    return segments;
  }

  /**
   * The first rows alone, with what else is known of the batch: records of the same columns, some
   * without rows.
   *
   * @param count at most {@link #rows}
   */
  public HeldBatch first(long count) {
    HeldBatch beginning = new HeldBatch(tableName);
    long left = count;
    for (RecordBatch record : records) {
      int some = Math.toIntExact(Math.min(left, record.rowCount()));
      beginning.add(record, 0, some);
      left -= some;
    }
    return beginning;
  }

  /** Whether rows that are written twice are there once: all have a key. */
  public boolean isRepeatable() {
    return records.stream().noneMatch(record -> record.table().primaryKey().isEmpty());
  }

  @Override
  public void add(RecordBatch batch, int fromRow, int toRow) {
    RecordBatch copy = batch.copy(fromRow, toRow);
    records.add(copy);
    rows += copy.rowCount();
    bytes += copy.byteSize();
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
  public void abandon() {
    records.clear();
  }
}
