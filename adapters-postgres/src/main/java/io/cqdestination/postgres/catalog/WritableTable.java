package io.cqdestination.postgres.catalog;

import io.cqdestination.core.migration.StoredTable;
import java.util.Set;

/**
 * A table of the database as a writer has to know it. Immutable.
 *
 * @param hasRules whether users have made rules for the table, or had
 * @param uniqueKeys the columns of primary keys and unique indexes by which the server finds rows:
 *     valid, immediate and without a condition
 * @param identityColumns columns that number rows by themselves, and take other values only where
 *     told so
 * @param refersTo names of the tables, of any schema, that foreign keys of this one lead to; its
 *     own among them where a key leads back to it
 */
public record WritableTable(
    StoredTable definition,
    boolean hasRules,
    Set<Set<String>> uniqueKeys,
    Set<String> identityColumns,
    Set<String> refersTo) {
  public WritableTable {
    uniqueKeys = Set.copyOf(uniqueKeys);
    identityColumns = Set.copyOf(identityColumns);
    refersTo = Set.copyOf(refersTo);
  }
}
