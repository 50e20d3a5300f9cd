package io.cqdestination.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.core.sync.WriteMessage.DeleteRecord;
import io.cqdestination.core.sync.WriteMessage.TableRelation;
import java.util.List;
import org.junit.jupiter.api.Test;

class DescendantPathsTest {

  @Test
  void theLowestTablesComeFirst() {
    assertThat(
            paths(relation("b", "a"), relation("d", "c"), relation("c", "b"), relation("x", "y")))
        .containsExactly(
            List.of("a", "b", "c", "d"), List.of("a", "b", "c"), List.of("a", "b"), List.of("a"));
  }

  @Test
  void aTableBelowTwoOthersIsReachedByBoth() {
    assertThat(
            paths(relation("b", "a"), relation("c", "a"), relation("d", "b"), relation("d", "c")))
        .containsExactly(
            List.of("a", "b", "d"),
            List.of("a", "b"),
            List.of("a", "c", "d"),
            List.of("a", "c"),
            List.of("a"));
  }

  @Test
  void relationsInACircleComeToAnEnd() {
    assertThat(paths(relation("b", "a"), relation("a", "b"), relation("a", "a")))
        .containsExactly(List.of("a", "b"), List.of("a"));
  }

  private static List<List<String>> paths(TableRelation... relations) {
    return DescendantPaths.bottomUp(new DeleteRecord("a", List.of(), List.of(relations)));
  }

  private static TableRelation relation(String table, String parent) {
    return new TableRelation(table, parent);
  }
}
