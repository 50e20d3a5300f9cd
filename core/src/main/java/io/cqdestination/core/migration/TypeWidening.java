package io.cqdestination.core.migration;

import java.util.Optional;

/**
 * Which types of columns can be changed in place without losing a value that is there. Pure,
 * thread-safe.
 */
@FunctionalInterface
public interface TypeWidening {
  /** Every column keeps its type as long as its table is not made anew. */
  TypeWidening NONE = (_, _) -> Optional.empty();

  /** What a change takes. */
  enum Cost {
    /** The rows stay as they are. */
    CATALOGUE,
    /** The database writes the table anew, and nobody reads it meanwhile. */
    REWRITE,
    /** As {@link #REWRITE}, if every value that is there turns out to be one of the other type. */
    CHECKED_REWRITE
  }

  /**
   * What the change takes; empty where values of the one type are none of the other.
   *
   * @param from in the database's words
   * @param to in the database's words
   */
  Optional<Cost> cost(String from, String to);
}
