package io.cqdestination.postgres.write;

import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.postgres.copy.ChunkPool;
import io.cqdestination.postgres.copy.RowBuffer;
import io.cqdestination.postgres.copy.RowKeys;
import io.cqdestination.postgres.copy.RowRefusals;

/** Rows of a batch that have the same columns. Used by one thread at a time. */
final class BatchSegment {
  private final RecordPlan plan;
  private final RowBuffer rows;
  private final RowKeys ownKeys;
  private final RowKeys keys;

  BatchSegment(RecordPlan plan, ChunkPool chunks, DerivedRows derived) {
    this.plan = plan;
    this.rows = new RowBuffer(chunks);
    this.ownKeys = plan.newKeys();
    this.keys = derived.watch(plan.layout(), ownKeys);
  }

  void add(RecordBatch batch, int fromRow, int toRow, RowRefusals refusals) {
    plan.encoder().encode(batch, fromRow, toRow, rows, keys, refusals);
  }

  /** The keys of the rows; to be left alone once the batch is handed over. */
  RowKeys keys() {
    return ownKeys;
  }

  RecordPlan plan() {
    return plan;
  }

  RowBuffer rows() {
    return rows;
  }
}
