package io.cqdestination.core.sync;

import io.cqdestination.core.sync.WriteMessage.DeleteRecord;
import io.cqdestination.core.sync.WriteMessage.TableRelation;
import java.util.ArrayList;
import java.util.List;

/**
 * The order in which rows are deleted together with their descendants, which name their parent's
 * {@code _cq_id} in {@code _cq_parent_id}. Pure.
 */
public final class DescendantPaths {
  private DescendantPaths() {}

  /**
   * For each deletion the tables from the message's own down to the one whose rows go, at least
   * one; relations in a circle come to an end. The lowest tables come first, so that each deletion
   * still finds the rows above; the last is that of the message's own table.
   */
  public static List<List<String>> bottomUp(DeleteRecord message) {
    List<List<String>> paths = new ArrayList<>();
    visit(message, List.of(message.tableName()), paths);
    return paths;
  }

  private static void visit(DeleteRecord message, List<String> path, List<List<String>> paths) {
    for (TableRelation relation : message.relations()) {
      if (relation.parentTable().equals(path.getLast()) && !path.contains(relation.tableName())) {
        List<String> below = new ArrayList<>(path);
        below.add(relation.tableName());
        visit(message, List.copyOf(below), paths);
      }
    }
    paths.add(path);
  }
}
