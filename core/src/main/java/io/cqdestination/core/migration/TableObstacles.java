package io.cqdestination.core.migration;

import io.cqdestination.core.migration.TableDifference.KeyMoved;
import io.cqdestination.core.migration.TableDifference.TypeConverted;
import io.cqdestination.core.migration.TableDifference.TypeWidened;
import io.cqdestination.core.migration.TableDifference.UniqueRemoved;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

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
   * @param own whether the destination itself sees to what depends on the table
   * @return one sentence for each thing in the way
   */
  static List<String> of(
      StoredTable found,
      List<TableDifference> differences,
      boolean drop,
      Predicate<Dependent> own) {
    TableSurroundings surroundings = found.surroundings();
    boolean widens = differences.stream().anyMatch(TypeWidened.class::isInstance);
    boolean converts = differences.stream().anyMatch(TypeConverted.class::isInstance);
    if (!surroundings.kind().equals(RelationKind.TABLE) && (drop || widens || converts)) {
      return List.of(nameOf(surroundings.kind()));
    }
    Set<String> goingConstraints = new HashSet<>();
    for (TableDifference difference : differences) {
      if (difference instanceof KeyMoved moved && moved.from().constraintName() != null) {
        goingConstraints.add(moved.from().constraintName());
      } else if (difference instanceof UniqueRemoved unique) {
        goingConstraints.add(unique.constraint());
      }
    }
    List<String> sentences = new ArrayList<>();
    for (Dependent dependent :
        surroundings.dependents().stream().filter(Predicate.not(own)).toList()) {
      String constraint = dependent.constraint();
      boolean inTheWay = drop || converts || (widens && !isForeignKey(dependent, surroundings));
      if (constraint == null && inTheWay) {
        sentences.add(dependent.description() + " depends on the table");
      } else if (constraint != null && !drop && goingConstraints.contains(constraint)) {
        sentences.add(dependent.description() + " depends on the constraint " + constraint);
      }
    }
    return sentences;
  }

  /** A foreign key depends on the table and on a constraint; other types do not disturb it. */
  private static boolean isForeignKey(Dependent dependent, TableSurroundings surroundings) {
    return surroundings.dependents().stream()
        .anyMatch(other ->
            other.constraint() != null && other.description().equals(dependent.description()));
  }
}
