package io.cqdestination.postgres.write;

import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.postgres.copy.ChunkPool;
import io.cqdestination.postgres.copy.RowBuffer;
import io.cqdestination.postgres.copy.RowKeys;

/** Rows of a batch that have the same columns. Used by one thread at a time. */
final class BatchSegment {
  private final RecordPlan plan;
  private final RowBuffer rows;
  private final RowKeys keys;

  BatchSegment(RecordPlan plan, ChunkPool chunks, BatchCompanion companion) {
    this.plan = plan;
    this.rows = new RowBuffer(chunks);
    this.keys = companion.watch(plan.layout(), plan.newKeys());
  }

  void add(RecordBatch batch, int fromRow, int toRow) {
    plan.encoder().encode(batch, fromRow, toRow, rows, keys);
  }

  RecordPlan plan() {
    return plan;
  }

  RowBuffer rows() {
    return rows;
  }
}
