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

  /**
   * @param drop whether the table would have to be dropped
   * @return one sentence for each thing in the way
   */
  static List<String> of(StoredTable found, List<TableDifference> differences, boolean drop) {
    TableSurroundings surroundings = found.surroundings();
    RelationKind kind = surroundings.kind();
    boolean takesRows = kind == RelationKind.TABLE || kind == RelationKind.FOREIGN_TABLE;
    if (!takesRows || (kind != RelationKind.TABLE && drop)) {
      return List.of("the name belongs to " + kind.words());
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
