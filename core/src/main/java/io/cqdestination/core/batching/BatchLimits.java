package io.cqdestination.core.batching;

import java.time.Duration;

/**
 * When an open batch closes by itself.
 *
 * @param rows rows a batch, at least 1
 * @param bytes bytes a batch as held for the database, at least 1; one row may exceed it
 * @param timeout time after a batch's first row
 * @param heldBytes memory of all batches together, open or on their way, before the sender has to
 *     wait; as many times that as the writer finds worth it ({@link BatchWriter#heldFactor})
 */
public record BatchLimits(int rows, long bytes, Duration timeout, long heldBytes) {
  public BatchLimits {
    if (rows < 1 || bytes < 1 || heldBytes < 1 || timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("limits must be positive");
    }
  }
}
