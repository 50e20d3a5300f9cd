package io.cqdestination.postgres.write;

import io.cqdestination.core.batching.OpenBatch;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.table.Table;
import io.cqdestination.postgres.copy.ChunkPool;
import io.cqdestination.postgres.refused.SetAsideRow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An open batch: rows already encoded, in segments of equal columns. Kept until the outcome of the
 * commit is known, so that a transient failure can send exactly the same bytes again.
 */
final class CopyBatch implements OpenBatch {
  private final TableWriter owner;
  private final ChunkPool chunks;
  private final DerivedRows derived;
  private final List<BatchSegment> segments = new ArrayList<>();
  private final List<SetAsideRow> setAside = new ArrayList<>();
  private @Nullable Table lastSchema;
  private long rows;

  CopyBatch(TableWriter owner, ChunkPool chunks, DerivedRows derived) {
    this.owner = owner;
    this.chunks = chunks;
    this.derived = derived;
  }

  @Override
  public void add(RecordBatch batch, int fromRow, int toRow) {
    if (batch.table() != lastSchema) {
      RecordPlan plan = owner.plan(batch.table());
      if (segments.isEmpty() || segments.getLast().plan() != plan) {
        segments.add(new BatchSegment(plan, chunks, derived));
      }
      lastSchema = batch.table();
    }
    owner.saw(batch);
    derived.reading(batch, fromRow);
    segments.getLast().add(batch, fromRow, toRow, owner.refusals(segments.getLast().plan(), this));
    rows += toRow - fromRow;
  }

  @Override
  public int roomUntil(RecordBatch batch, int fromRow, int toRow) {
    return derived.roomUntil(batch, fromRow, toRow);
  }

  @Override
  public boolean isFull() {
    return derived.isFull();
  }

  @Override
  public long rows() {
    return rows;
  }

  @Override
  public long bytes() {
    long bytes = derived.bytes();
    for (BatchSegment segment : segments) {
      bytes += segment.rows().bytes();
    }
    return bytes;
  }

  @Override
  public long heldBytes() {
    long held = derived.bytes();
    for (BatchSegment segment : segments) {
      held += segment.rows().heldBytes();
    }
    return held;
  }

  @Override
  public void abandon() {
    segments.forEach(segment -> segment.rows().free());
    segments.clear();
    derived.free();
  }

  /** A row of the batch was refused, and is to be noted with it. */
  void setAside(SetAsideRow row) {
    setAside.add(row);
  }

  /** The rows that were refused so far. */
  List<SetAsideRow> setAside() {
    return List.copyOf(setAside);
  }

  TableWriter owner() {
    return owner;
  }

  DerivedRows derived() {
    return derived;
  }

  List<BatchSegment> segments() {
    return segments;
  }
}
