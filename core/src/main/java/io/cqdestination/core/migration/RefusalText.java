package io.cqdestination.core.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Collects why tables cannot be migrated, and says it. Used by one thread. */
final class RefusalText {
  private final Map<String, List<String>> forcible = new TreeMap<>();
  private final Map<String, List<String>> hopeless = new TreeMap<>();

  private final boolean keeps;

  /**
   * @param keeps whether forced mode keeps tables under other names
   */
  RefusalText(boolean keeps) {
    this.keeps = keeps;
  }

  boolean isEmpty() {
    return forcible.isEmpty() && hopeless.isEmpty();
  }

  /** The table would have to be dropped, which its mode does not allow. */
  void forcible(String table, List<String> differences, List<String> obstacles) {
    List<String> lines = forcible.computeIfAbsent(table, _ -> new ArrayList<>());
    lines.addAll(differences);
    obstacles.forEach(
        obstacle -> lines.add("forcing it would be refused as well: %s".formatted(obstacle)));
  }

  /** No mode can migrate the table. */
  void hopeless(String table, List<String> differences, List<String> obstacles) {
    List<String> lines = hopeless.computeIfAbsent(table, _ -> new ArrayList<>());
    lines.addAll(differences);
    lines.addAll(obstacles);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("The migration is refused, and no table was changed.");
    section(
        text,
        "These tables cannot be migrated automatically: change them by hand, or set"
            + " `migrate_mode: forced`, which "
            + (keeps
                ? "keeps them under other names and creates new ones."
                : "drops them with their rows and creates them again."),
        forcible);
    section(
        text,
        "These tables cannot be migrated, and not by `migrate_mode: forced` either:"
            + " remove what stands in the way.",
        hopeless);
    return text.toString();
  }

  private static void section(
      StringBuilder text, String heading, Map<String, List<String>> tables) {
    if (tables.isEmpty()) {
      return;
    }
    text.append('\n').append(heading);
    tables.forEach((table, lines) -> {
      text.append("\n  ").append(table);
      lines.stream().sorted().forEach(line -> text.append("\n    - ").append(line));
    });
  }
}
