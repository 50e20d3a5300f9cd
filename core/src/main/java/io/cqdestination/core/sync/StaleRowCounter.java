package io.cqdestination.core.sync;

import io.cqdestination.core.sync.WriteMessage.DeleteStale;
import java.util.List;

/** Counts what deletions would delete. Thread-safe. */
@FunctionalInterface
public interface StaleRowCounter {

  /**
   * Rows of a source in a table.
   *
   * @param stale those that a deletion takes
   * @param all those that are there before
   */
  record Count(long stale, long all) {}

  /**
   * Counts for each deletion; nothing where it cannot be done anyway.
   *
   * @throws io.cqdestination.core.failure.DestinationException when the database cannot be asked
   */
  List<Count> count(List<DeleteStale> deletions);
}
