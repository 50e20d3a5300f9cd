package io.cqdestination.postgres.write;

/**
 * What may share a transaction.
 *
 * @param smallRows most rows of a batch that is written together with others
 * @param smallBytes most bytes of such a batch
 * @param mostRows most rows of one transaction of several batches
 * @param mostBytes most bytes of one
 * @param mostBatches most batches of one, each of which may lock a table and its indexes
 */
public record GroupLimits(
    long smallRows, long smallBytes, long mostRows, long mostBytes, int mostBatches) {
  /**
   * Up to 2,000 rows an INSERT from arrays takes the server no longer than the round trips of a
   * COPY take a line of a millisecond. A group is held until it is committed, its arrays beside its
   * rows, and all of it is written again when a transient failure takes it back. The server's lock
   * table has room for 6,400 entries by default, for all sessions together.
   */
  public static final GroupLimits ORDINARY =
      new GroupLimits(2_000, 512 << 10, 20_000, 4 << 20, 200);

  /** Each batch has a transaction of its own. */
  public static final GroupLimits NONE = new GroupLimits(0, 0, 0, 0, 0);
}
