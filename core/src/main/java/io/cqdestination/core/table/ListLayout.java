package io.cqdestination.core.table;

/** How the values of a list column find their elements. */
public sealed interface ListLayout {
  /**
   * Offsets into the child.
   *
   * @param large whether offsets have 64 bits
   */
  record Offsets(boolean large) implements ListLayout {}

  /**
   * Every list has the same number of elements.
   *
   * @param size elements a list
   */
  record Fixed(int size) implements ListLayout {}
}
