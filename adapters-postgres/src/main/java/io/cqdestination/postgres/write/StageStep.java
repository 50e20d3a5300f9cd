package io.cqdestination.postgres.write;

import io.cqdestination.core.sync.WriteMessage.Deletion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Rows of a stream, and the deletions that came behind them. Immutable.
 *
 * @param rows where they are, in any order
 * @param above the number before the rows' first
 * @param below the number behind their last
 */
record StageStep(Set<StagedRows> rows, long above, long below, List<Deletion> deletions) {
  StageStep {
    rows = Set.copyOf(rows);
    deletions = List.copyOf(deletions);
  }

  /**
   * The rows by table, so that streams of the same tables wait for one another instead of locking
   * each other out; but behind those that they refer to.
   */
  List<StagedRows> inOrder() {
    Set<StagedRows> ordered = new LinkedHashSet<>();
    rows.stream()
        .sorted(Comparator.comparing(StagedRows::storedName).thenComparing(StagedRows::stage))
        .forEach(some -> addBehindReferred(some, ordered, new LinkedHashSet<>()));
    return new ArrayList<>(ordered);
  }

  private void addBehindReferred(StagedRows some, Set<StagedRows> ordered, Set<StagedRows> path) {
    if (ordered.contains(some) || !path.add(some)) {
      return;
    }
    if (!some.refersTo().isEmpty()) {
      rows.stream()
          .filter(other -> some.refersTo().contains(other.storedName()))
          .forEach(other -> addBehindReferred(other, ordered, path));
    }
    ordered.add(some);
  }
}
