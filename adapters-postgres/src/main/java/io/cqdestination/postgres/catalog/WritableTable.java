package io.cqdestination.postgres.catalog;

import io.cqdestination.core.migration.StoredTable;
import java.util.Set;

/**
 * A table of the database as a writer has to know it. Immutable.
 *
 * @param identityColumns columns that number rows by themselves
 * @param generatedColumns columns that take no values
 * @param refersTo names of the tables, of any schema, that foreign keys of this one lead to; its
 *     own among them where a key leads back to it
 */
public record WritableTable(
    StoredTable definition,
    Set<TableTrait> traits,
    Set<String> identityColumns,
    Set<String> generatedColumns,
    Set<String> refersTo) {
  public WritableTable {
    traits = Set.copyOf(traits);
    identityColumns = Set.copyOf(identityColumns);
    generatedColumns = Set.copyOf(generatedColumns);
    refersTo = Set.copyOf(refersTo);
  }
}
