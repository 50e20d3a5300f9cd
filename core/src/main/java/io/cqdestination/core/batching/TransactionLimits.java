package io.cqdestination.core.batching;

/**
 * How much may share a transaction.
 *
 * @param rows most rows of the batches together; a batch of more is written alone
 * @param bytes the same of their bytes
 */
public record TransactionLimits(long rows, long bytes) {
  /** Every batch is written alone. */
  public static final TransactionLimits NONE = new TransactionLimits(0, 0);

  /** For stores in which a transaction costs as much as some thousands of rows. */
  public static final TransactionLimits ORDINARY = new TransactionLimits(20_000, 16 << 20);
}
