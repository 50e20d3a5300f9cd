package io.cqdestination.core.migration;

import io.cqdestination.core.table.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds wanted tables that the database could never hold as they are. Pure. */
final class TableObjections {
  private final TableMapping mapping;
  private final List<DerivedTables> derived;

  TableObjections(TableMapping mapping, List<DerivedTables> derived) {
    this.mapping = mapping;
    this.derived = derived;
  }

  /**
   * Refuses the tables that cannot be, and those that would become one.
   *
   * @param stored the wanted tables as the database would hold them, in the same order
   */
  void check(List<WantedTable> wanted, List<StoredTable> stored, RefusalText refusal) {
    Map<String, String> sourceNames = new HashMap<>();
    Map<String, String> derivedNames = derivedNames(wanted);
    for (int i = 0; i < wanted.size(); i++) {
      Table table = wanted.get(i).table();
      StoredTable there = stored.get(i);
      List<String> sentences = new ArrayList<>(sentences(table, there));
      @Nullable String other = sourceNames.putIfAbsent(there.name(), table.name());
      if (other != null) {
        sentences.add(same("tables", other, table.name()));
      }
      @Nullable String origin = derivedNames.get(there.name());
      if (origin != null) {
        sentences.add(
            "the name is that of the table which is kept beside table %s".formatted(origin));
      }
      if (!sentences.isEmpty()) {
        refusal.hopeless(there.name(), List.of(), sentences);
      }
    }
  }

  /** The names of derived tables, with those of the tables that they are made of. */
  private Map<String, String> derivedNames(List<WantedTable> wanted) {
    Map<String, String> names = new HashMap<>();
    for (WantedTable table : wanted) {
      for (DerivedTables kind : derived) {
        kind.of(table.table()).forEach(beside -> names.put(beside.name(), table.table().name()));
      }
    }
    return names;
  }

  /** Why the table cannot be, whatever else there is; usually nothing. */
  List<String> sentences(Table wanted, StoredTable stored) {
    List<String> sentences = new ArrayList<>(mapping.objections(stored));
    derived.forEach(kind -> sentences.addAll(kind.objections(stored)));
    Map<String, String> sourceNames = new HashMap<>();
    for (int i = 0; i < stored.columns().size(); i++) {
      String name = wanted.columns().get(i).name();
      @Nullable String other = sourceNames.putIfAbsent(stored.columns().get(i).name(), name);
      if (other != null) {
        sentences.add(same("columns", other, name));
      }
    }
    return sentences;
  }

  private static String same(String things, String one, String other) {
    return "%s %s and %s have the same name in the database".formatted(things, one, other);
  }
}
