package io.cqdestination.postgres.catalog;

import io.cqdestination.core.migration.StoredTable;
import java.util.Set;

/**
 * A table of the database as a writer has to know it. Immutable.
 *
 * @param identityColumns columns that number rows by themselves
 * @param generatedColumns columns that take no values
 */
public record WritableTable(
    StoredTable definition,
    Set<TableTrait> traits,
    Set<String> identityColumns,
    Set<String> generatedColumns) {
  public WritableTable {
    traits = Set.copyOf(traits);
    identityColumns = Set.copyOf(identityColumns);
    generatedColumns = Set.copyOf(generatedColumns);
  }
}
