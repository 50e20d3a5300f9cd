package io.cqdestination.postgres.copy;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.record.RecordBatch;

/** Is told of rows that have a value which cannot be encoded. Used by one thread at a time. */
@FunctionalInterface
public interface RowRefusals {

  /** Ends the encoding with words that name table, column and row. */
  RowRefusals FAIL =
      (batch, row, column, reason) -> {
        throw new InvalidInput(
            "table %s, column %s, row %s: %s"
                .formatted(
                    batch.table().name(),
                    batch.table().columns().get(column).name(),
                    RowDescription.of(batch, row),
                    reason.getMessage()),
            reason);
      };

  /**
   * A row cannot be encoded; where this returns it is left out, and the next one follows.
   *
   * @param row of the record, from 0
   * @param column the first one whose value is refused, from 0
   */
  void refused(RecordBatch batch, int row, int column, InvalidInput reason);
}
