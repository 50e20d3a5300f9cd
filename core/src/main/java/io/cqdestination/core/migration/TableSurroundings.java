package io.cqdestination.core.migration;

import java.util.List;
import java.util.Set;

/**
 * What users may have added to a table, as far as a migration has to respect it. Immutable.
 *
 * @param kind what the name stands for in the database
 * @param owned whether the session may comment on the table and index it
 * @param locked whether changes of the table's shape are refused until it is unlocked
 * @param indexNames names of all the table's indexes
 * @param dependents what would be lost with the table or with one of its constraints
 * @param partitions names of the partitions that go with the table when it is dropped
 */
public record TableSurroundings(
    RelationKind kind,
    boolean owned,
    boolean locked,
    Set<String> indexNames,
    List<Dependent> dependents,
    List<String> partitions) {

  /** An ordinary table of the session's role with nothing around it. */
  public static final TableSurroundings NONE =
      new TableSurroundings(RelationKind.TABLE, true, false, Set.of(), List.of(), List.of());

  public TableSurroundings {
    indexNames = Set.copyOf(indexNames);
    dependents = List.copyOf(dependents);
    partitions = List.copyOf(partitions);
  }
}
