package io.cqdestination.core.migration;

import java.util.Set;

/** Changes tables. Thread-safe. */
public interface SchemaChanger {

  /**
   * Carries the plan out; on return its changes are committed. A table that no longer looks as it
   * did when the plan was made is left alone.
   *
   * @return the tables left alone, by their stored names: plan them again
   * @throws io.cqdestination.core.failure.DestinationException when a table could not be changed,
   *     naming it; changes of other tables may have been committed, those of this one were not
   *     where the database has transactions for them
   */
  Set<String> apply(MigrationPlan plan);
}
