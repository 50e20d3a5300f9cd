package io.cqdestination.core.batching;

/**
 * How much may share a transaction.
 *
 * @param rows most rows of the batches together; a batch of more is written alone
 * @param bytes the same of their bytes
 */
public record GroupLimits(long rows, long bytes) {
  /** Every batch is written alone. */
  public static final GroupLimits NONE = new GroupLimits(0, 0);

  /** For stores in which a transaction costs as much as some thousands of rows. */
  public static final GroupLimits ORDINARY = new GroupLimits(20_000, 16 << 20);
}
