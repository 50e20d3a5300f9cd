package io.cqdestination.core.migration;

import java.util.List;

/** Looks at the values of columns whose types a plan would convert. Thread-safe. */
@FunctionalInterface
public interface ValueCheck {

  /**
   * The columns with a value that would not be the same afterwards; none where the plan converts
   * nothing.
   *
   * @throws io.cqdestination.core.failure.DestinationException when the database cannot be asked
   */
  List<LostValues> lost(MigrationPlan plan);
}
