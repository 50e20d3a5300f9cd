package io.cqdestination.postgres.delete;

import java.util.List;

/**
 * What a message wants deleted.
 *
 * @param subject what is going on, for errors
 * @param statements in the order in which they have to run
 * @param remainder what is left for transactions of its own
 */
record Deletion(
    String subject, String tableName, List<CascadedDelete> statements, Remainder remainder) {
  Deletion {
    statements = List.copyOf(statements);
  }

  /** Deletes what the statements have left. */
  @FunctionalInterface
  interface Remainder {
    /** The statements delete everything. */
    Remainder NONE = _ -> 0;

    /**
     * @param deleted rows that the statements have deleted
     * @return how many more were deleted
     * @throws io.cqdestination.core.failure.DestinationException when not all could be
     */
    long delete(long deleted);
  }
}
