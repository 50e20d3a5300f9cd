package io.cqdestination.postgres.delete;

import io.cqdestination.core.migration.TableMapping;
import io.cqdestination.core.sync.WriteMessage.DeleteStale;
import io.cqdestination.core.sync.WriteMessage.PredicateGroup;
import io.cqdestination.postgres.dialect.Dialect;
import io.cqdestination.postgres.text.ArrayText;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A WHERE clause and its parameters, which are texts that the server turns into the column's type.
 * Immutable.
 *
 * @param sql without the word WHERE; {@code TRUE} where every row matches
 */
record Condition(String sql, List<String> values) {
  private static final String OF_SOURCE = "\"_cq_source_name\" = ?";
  private static final String OLDER_THAN_REFUSED =
      " AND (CAST(\"_cq_id\" AS text) IN (SELECT older_cq_id FROM %s WHERE table_name = ? AND source_name = ? AND sync_time >= CAST(? AS timestamp))) IS NOT TRUE";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

  /**
   * Rows of a source that are older than a sync. Rows keep microseconds: a finer time would take
   * the rows of its own sync for older ones.
   */
  static Condition stale(DeleteStale message) {
    LocalDateTime time =
        LocalDateTime.ofInstant(message.syncTime().truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
    return new Condition(
        OF_SOURCE + " AND \"_cq_sync_time\" < CAST(? AS timestamp)",
        List.of(message.sourceName(), TIME.format(time)));
  }

  /**
   * The same, but for the rows that are in the place of refused ones of the same sync.
   *
   * @param stale made by {@link #stale}
   * @param refusedRows the qualified, quoted name of the table of refused rows
   */
  static Condition sparingOlderRows(Condition stale, String refusedRows, String storedTable) {
    List<String> values = new ArrayList<>(stale.values());
    values.add(storedTable);
    values.addAll(stale.values());
    return new Condition(
        stale.sql() + OLDER_THAN_REFUSED.formatted(refusedRows), List.copyOf(values));
  }

  /** Rows of a source. */
  static Condition of(String sourceName) {
    return new Condition(OF_SOURCE, List.of(sourceName));
  }

  /** Groups joined by AND; inside a group AND or OR, as it says. */
  static Condition of(List<PredicateGroup> groups, TableMapping mapping, Dialect dialect) {
    List<String> values = new ArrayList<>();
    String sql =
        groups.stream()
            .filter(group -> !group.predicates().isEmpty())
            .map(group -> group(group, values, mapping, dialect))
            .collect(Collectors.joining(" AND "));
    return new Condition(sql.isEmpty() ? "TRUE" : sql, List.copyOf(values));
  }

  private static String group(
      PredicateGroup group, List<String> values, TableMapping mapping, Dialect dialect) {
    List<Comparison> comparisons =
        group.predicates().stream()
            .map(predicate -> Comparison.of(predicate, mapping, dialect))
            .toList();
    return group.anyOf() ? anyOf(comparisons, values) : allOf(comparisons, values);
  }

  private static String allOf(List<Comparison> comparisons, List<String> values) {
    comparisons.forEach(comparison -> comparison.value().ifPresent(values::add));
    return comparisons.stream().map(Comparison::sql).collect(Collectors.joining(" AND ", "(", ")"));
  }

  /**
   * One comparison for each column and type, however many values there are: the server makes a
   * table of them, and would else try each row with each value.
   */
  private static String anyOf(List<Comparison> comparisons, List<String> values) {
    Map<String, List<Comparison>> alike =
        comparisons.stream()
            .collect(
                Collectors.groupingBy(Comparison::sql, LinkedHashMap::new, Collectors.toList()));
    List<String> alternatives = new ArrayList<>();
    alike
        .values()
        .forEach(some -> {
          Comparison first = some.getFirst();
          if (some.size() == 1 || first.value().isEmpty()) {
            alternatives.add(allOf(some.subList(0, 1), values));
          } else {
            ArrayText array = new ArrayText();
            some.forEach(comparison -> comparison.value().ifPresent(array::add));
            values.add(array.toString());
            alternatives.add(first.oneOf());
          }
        });
    return alternatives.stream().collect(Collectors.joining(" OR ", "(", ")"));
  }
}
