package io.cqdestination.postgres.type;

import io.cqdestination.postgres.dialect.NameLimit;
import io.cqdestination.postgres.dialect.ObjectNames;

/** Names of the indexes that {@code create_performance_indexes} asks for. */
final class PerformanceIndex {
  private static final String SUFFIX = "_cqpi";

  private PerformanceIndex() {}

  /** The original's name for the table's index: with a hash in place of a table's long name. */
  static String name(String storedTable, NameLimit limit) {
    return ObjectNames.withSuffix(storedTable, SUFFIX, limit);
  }
}
