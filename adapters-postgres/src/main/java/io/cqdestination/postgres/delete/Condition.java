package io.cqdestination.postgres.delete;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.migration.StoredColumn;
import io.cqdestination.core.migration.TableMapping;
import io.cqdestination.core.record.ColumnView;
import io.cqdestination.core.sync.WriteMessage.Predicate;
import io.cqdestination.core.sync.WriteMessage.PredicateGroup;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.Table;
import io.cqdestination.core.text.ByteSink;
import io.cqdestination.core.text.ValueText;
import io.cqdestination.postgres.copy.SingleValue;
import io.cqdestination.postgres.dialect.Dialect;
import io.cqdestination.postgres.text.ValueForms;
import io.cqdestination.postgres.write.Identifiers;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A WHERE clause and its parameters, which are texts that the server turns into the column's type.
 * Immutable.
 *
 * @param sql without the word WHERE; {@code TRUE} where every row matches
 */
record Condition(String sql, List<String> values) {
  private static final String TEXT = "text";

  /** CockroachDB lacks the type, and rows are sent to PostgreSQL in binary form. */
  private static final String HARDWARE_ADDRESS = "macaddr";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

  /**
   * Rows of a source that are older than a sync.
   *
   * @param time in UTC
   */
  static Condition stale(String sourceName, LocalDateTime time) {
    return new Condition(
        "\"_cq_source_name\" = ? AND \"_cq_sync_time\" < CAST(? AS timestamp)",
        List.of(sourceName, TIME.format(time)));
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
    return group.predicates().stream()
        .map(predicate -> equality(predicate, values, mapping, dialect))
        .collect(Collectors.joining(group.anyOf() ? " OR " : " AND ", "(", ")"));
  }

  private static String equality(
      Predicate predicate, List<String> values, TableMapping mapping, Dialect dialect) {
    ColumnView column = predicate.value().columns().getFirst();
    if (column.type() instanceof ColumnType.ListType) {
      throw new InvalidInput(
          "delete_record cannot compare column %s: a predicate needs a single value"
              .formatted(predicate.columnName()));
    }
    if (column.isNull(0)) {
      return "FALSE"; // nothing equals NULL
    }
    Table single = Table.of("", Column.of(predicate.columnName(), column.type()));
    StoredColumn stored = mapping.stored(single).columns().getFirst();
    values.add(text(column, stored.type()));
    String parameter =
        stored.type().equals(TEXT)
            ? "?"
            : "CAST(? AS %s)".formatted(dialect.definition(stored.type()));
    return Identifiers.quoted(stored.name()) + " = " + parameter;
  }

  /** The value as rows have it, with the same losses, in the server's text form. */
  private static String text(ColumnView column, String storedType) {
    ByteSink text = new ByteSink();
    if (storedType.equals(HARDWARE_ADDRESS)) {
      ValueText.append(column, 0, text);
    } else {
      byte[] value = SingleValue.encode(column, storedType);
      ValueForms.of(storedType).appendText(value, 0, value.length, text);
    }
    return new String(text.toByteArray(), StandardCharsets.UTF_8);
  }
}
