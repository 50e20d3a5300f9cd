package io.cqdestination.jdbc;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.record.ColumnView;
import io.cqdestination.core.sync.WriteMessage.Predicate;
import io.cqdestination.core.sync.WriteMessage.PredicateGroup;
import io.cqdestination.core.value.JavaValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A WHERE clause and its parameters. Immutable.
 *
 * @param sql without the word WHERE
 */
record Condition(String sql, List<Object> values) {
  private static final String EVERY_ROW = "1 = 1";

  /** Nothing equals NULL. */
  private static final String NO_ROW = "1 = 0";

  /** Groups joined by AND; inside a group AND or OR, as it says. */
  static Condition of(List<PredicateGroup> groups, Dialect dialect) {
    List<Object> values = new ArrayList<>();
    List<String> sql = new ArrayList<>(List.of(EVERY_ROW));
    groups.stream()
        .filter(group -> !group.predicates().isEmpty())
        .forEach(group -> sql.add(group(group, dialect, values)));
    return new Condition(String.join(" AND ", sql), List.copyOf(values));
  }

  /** Of the children of the rows that match, when the tables above are gone through in order. */
  Condition below(List<String> tables, Dialect dialect) {
    String below = sql;
    for (String table : tables) {
      below =
          "%s IN (SELECT %s FROM %s WHERE %s)"
              .formatted(
                  dialect.quoted("_cq_parent_id"),
                  dialect.quoted("_cq_id"),
                  dialect.quoted(table),
                  below);
    }
    return new Condition(below, values);
  }

  private static String group(PredicateGroup group, Dialect dialect, List<Object> values) {
    return group.predicates().stream()
        .map(predicate -> comparison(predicate, dialect, values))
        .collect(Collectors.joining(group.anyOf() ? " OR " : " AND ", "(", ")"));
  }

  private static String comparison(Predicate predicate, Dialect dialect, List<Object> values) {
    ColumnView column = predicate.value().columns().getFirst();
    Object value =
        dialect.keepsText(column.type()) ? JavaValue.text(column, 0) : JavaValue.of(column, 0);
    if (value instanceof Collection<?>) {
      throw new InvalidInput(
          "delete_record cannot compare column %s: a predicate needs a single value"
              .formatted(predicate.columnName()));
    }
    if (value == null) {
      return NO_ROW;
    }
    values.add(value);
    return dialect.quoted(predicate.columnName()) + " = ?";
  }
}
