package io.cqdestination.postgres.delete;

import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.record.ColumnView;
import io.cqdestination.core.sync.WriteMessage.Predicate;
import io.cqdestination.core.sync.WriteMessage.PredicateGroup;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.text.ByteSink;
import io.cqdestination.core.text.ValueText;
import io.cqdestination.postgres.dialect.Dialect;
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
  static Condition of(List<PredicateGroup> groups, Dialect dialect) {
    List<String> values = new ArrayList<>();
    String sql =
        groups.stream()
            .filter(group -> !group.predicates().isEmpty())
            .map(group -> group(group, values, dialect))
            .collect(Collectors.joining(" AND "));
    return new Condition(sql.isEmpty() ? "TRUE" : sql, List.copyOf(values));
  }

  private static String group(PredicateGroup group, List<String> values, Dialect dialect) {
    return group.predicates().stream()
        .map(predicate -> equality(predicate, values, dialect))
        .collect(Collectors.joining(group.anyOf() ? " OR " : " AND ", "(", ")"));
  }

  private static String equality(Predicate predicate, List<String> values, Dialect dialect) {
    ColumnView column = predicate.value().columns().getFirst();
    if (column.isNull(0)) {
      return "FALSE"; // nothing equals NULL
    }
    ByteSink sink = new ByteSink();
    ValueText.append(column, 0, sink);
    values.add(new String(sink.toByteArray(), StandardCharsets.UTF_8).replace("\0", ""));
    return Identifiers.quoted(predicate.columnName())
        + " = "
        + parameter(predicate, column.type(), dialect);
  }

  /**
   * A parameter of the type that the column has by the table of types; the server reads the text
   * form.
   */
  private static String parameter(Predicate predicate, ColumnType type, Dialect dialect) {
    return switch (type) {
      case ColumnType.BooleanType _ -> "CAST(? AS boolean)";
      case ColumnType.IntegerType _, ColumnType.DecimalType _ -> "CAST(? AS numeric)";
      case ColumnType.FloatingPointType(int bits) ->
          switch (bits) {
            case 16 -> "?";
            case 32 -> "CAST(? AS real)";
            default -> "CAST(? AS double precision)";
          };
      case ColumnType.BinaryType _ -> "decode(?, 'base64')";
      case ColumnType.TimestampType _ -> "CAST(? AS timestamp)";
      case ColumnType.TimeType _ -> "CAST(? AS time)";
      case ColumnType.DateType _ -> "CAST(? AS date)";
      case ColumnType.UuidType _ -> "CAST(? AS uuid)";
      case ColumnType.JsonType _ -> "CAST(? AS jsonb)";
      case ColumnType.InetType _ -> "CAST(? AS inet)";
      case ColumnType.MacType _ -> "CAST(? AS %s)".formatted(dialect.macAddress());
      case ColumnType.TextType _,
          ColumnType.BinaryViewType _,
          ColumnType.FixedBinaryType _,
          ColumnType.DurationType _,
          ColumnType.IntervalType _,
          ColumnType.StructType _,
          ColumnType.MapType _,
          ColumnType.OpaqueType _ ->
          "?";
      case ColumnType.ListType _, ColumnType.NullType _ ->
          throw new InvalidInput(
              "delete_record cannot compare column %s: a predicate needs a single value"
                  .formatted(predicate.columnName()));
    };
  }
}
