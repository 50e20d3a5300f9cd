package io.cqdestination.postgres.write;

/**
 * What may share a transaction.
 *
 * @param smallRows most rows of a batch that is written together with others
 * @param smallBytes most bytes of such a batch
 * @param mostRows most rows of one transaction of several batches
 * @param mostBytes most bytes of one
 */
public record GroupLimits(long smallRows, long smallBytes, long mostRows, long mostBytes) {
  /**
   * Up to 2,000 rows an INSERT from arrays takes the server no longer than the round trips of a
   * COPY take a line of a millisecond. A group is held until it is committed, its arrays beside its
   * rows, and all of it is written again when a transient failure takes it back.
   */
  public static final GroupLimits ORDINARY = new GroupLimits(2_000, 512 << 10, 20_000, 4 << 20);

  /** Each batch has a transaction of its own. */
  public static final GroupLimits NONE = new GroupLimits(0, 0, 0, 0);
}
