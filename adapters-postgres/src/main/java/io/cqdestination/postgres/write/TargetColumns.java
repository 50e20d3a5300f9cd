package io.cqdestination.postgres.write;

import java.util.Map;
import java.util.Set;

/**
 * In what a table's columns are others than the rows that come. Immutable.
 *
 * @param keyTypes the types of key columns, in the catalogue's words, where they differ from those
 *     of the rows: values that differ may be equal there
 * @param numbered columns that number rows by themselves, and take other values only where told so
 */
record TargetColumns(Map<String, String> keyTypes, Set<String> numbered) {
  /** The table's columns are as the rows are. */
  static final TargetColumns ALIKE = new TargetColumns(Map.of(), Set.of());

  TargetColumns {
    keyTypes = Map.copyOf(keyTypes);
    numbered = Set.copyOf(numbered);
  }
}
