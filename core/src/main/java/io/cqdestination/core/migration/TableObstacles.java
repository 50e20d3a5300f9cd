package io.cqdestination.core.migration;

import io.cqdestination.core.migration.TableDifference.KeyMoved;
import io.cqdestination.core.migration.TableDifference.UniqueRemoved;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What no mode of migration may do away with. Pure. */
final class TableObstacles {
  private TableObstacles() {}

  /** That the name stands for something of another kind. */
  static String nameOf(RelationKind kind) {
    return "the name belongs to " + kind.words();
  }

  /**
   * @param found a table, of this server or another one
   * @param drop whether the table would have to be dropped
   * @return one sentence for each thing in the way
   */
  static List<String> of(StoredTable found, List<TableDifference> differences, boolean drop) {
    TableSurroundings surroundings = found.surroundings();
    if (surroundings.kind() != RelationKind.TABLE && drop) {
      return List.of(nameOf(surroundings.kind()));
    }
    Set<String> goingConstraints = new HashSet<>();
    for (TableDifference difference : differences) {
      if (difference instanceof KeyMoved moved) {
        goingConstraints.add(moved.from().constraintName());
      } else if (difference instanceof UniqueRemoved unique) {
        goingConstraints.add(unique.constraint());
      }
    }
    List<String> sentences = new ArrayList<>();
    for (Dependent dependent : surroundings.dependents()) {
      String constraint = dependent.constraint();
      if (constraint == null && drop) {
        sentences.add(dependent.description() + " depends on the table");
      } else if (constraint != null && !drop && goingConstraints.contains(constraint)) {
        sentences.add(dependent.description() + " depends on the constraint " + constraint);
      }
    }
    return sentences;
  }
}
