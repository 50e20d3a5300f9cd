package io.cqdestination.postgres.write;

import io.cqdestination.postgres.dialect.CockroachDialect;
import io.cqdestination.postgres.dialect.Dialect;
import io.cqdestination.postgres.dialect.Identifiers;
import io.cqdestination.postgres.dialect.PostgresDialect;
import io.cqdestination.postgres.text.ValueForms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The statements that write rows of one schema without COPY. Values arrive as one array a column,
 * so that the statement stays short however many rows it has. Immutable.
 *
 * @param write what is written
 */
record ArrayStatements(WriteStatements write, Dialect dialect) {
  private static final String ARRAY = "[]";
  private static final String TEXT = "text";
  private static final String ID = "_cq_id";
  private static final String TIME = "_cq_sync_time";

  /** COPY straight into the table; every version understands the plain form. */
  String copyIntoTable() {
    return "COPY %s (%s) FROM STDIN".formatted(write.table(), Identifiers.list(write.columns()));
  }

  /**
   * Adds rows, or replaces those with the same keys. Its parameters are the columns' arrays, as
   * text.
   *
   * @param ordered whether the server finds the last row of each key: keys of some types are equal
   *     without being encoded alike
   */
  String insert(boolean ordered) {
    String list = Identifiers.list(write.columns());
    List<String> values = new ArrayList<>();
    for (int i = 0; i < write.columns().size(); i++) {
      values.add(value(write.columns().get(i), write.types().get(i)));
    }
    String rows = "unnest(%s)".formatted(parameters(write.types().stream()));
    if (write.keys().isEmpty()) {
      return "%s SELECT %s FROM %s AS \"x\" (%s)"
          .formatted(write.insert(), String.join(", ", values), rows, list);
    }
    String keys = Identifiers.list(write.keys());
    String select =
        ordered
            ? lastRows(values, rows, list)
            : "SELECT %s FROM %s AS \"x\" (%s)".formatted(String.join(", ", values), rows, list);
    return "%s %s ON CONFLICT (%s) DO %s".formatted(write.insert(), select, keys, write.action());
  }

  /** The keys of rows, as the table compares them. Its parameters are the arrays of the keys. */
  String keys() {
    return write.keysFrom(
        "unnest(%s) AS \"x\" (%s)"
            .formatted(parameters(types(write.keys())), Identifiers.list(write.keys())),
        key -> value(key, type(key)));
  }

  private String parameters(Stream<String> types) {
    return types.map(this::parameter).collect(Collectors.joining(", "));
  }

  private Stream<String> types(List<String> columns) {
    return columns.stream().map(this::type);
  }

  private String type(String column) {
    return write.types().get(write.columns().indexOf(column));
  }

  /**
   * Counts the rows that the table has, by {@code _cq_id} and, where they have it, the time of the
   * sync: sources may give a row the same id in every sync. Its parameters are the arrays of {@link
   * #identity}.
   */
  String countRows() {
    List<String> names = identity();
    String same =
        names.stream()
            .map(Identifiers::quoted)
            .map(name ->
                name.equals(Identifiers.quoted(ID))
                    ? "\"t\".%1$s = \"x\".%1$s".formatted(name)
                    : "\"t\".%1$s IS NOT DISTINCT FROM \"x\".%1$s".formatted(name))
            .collect(Collectors.joining(" AND "));
    return "SELECT count(*) FROM unnest(%s) AS \"x\" (%s) WHERE EXISTS (SELECT 1 FROM %s AS \"t\" WHERE %s)"
        .formatted(parameters(types(names)), Identifiers.list(names), write.table(), same);
  }

  /** The columns that tell a row; empty where rows cannot be told. */
  List<String> identity() {
    return write.columns().contains(ID)
        ? write.columns().stream().filter(name -> name.equals(ID) || name.equals(TIME)).toList()
        : List.of();
  }

  private String lastRows(List<String> values, String rows, String list) {
    String keys =
        write.keys().stream()
            .map(key -> write.compared(key, values.get(write.columns().indexOf(key))))
            .collect(Collectors.joining(", "));
    return "SELECT DISTINCT ON (%s) %s FROM %s WITH ORDINALITY AS \"x\" (%s, %s) ORDER BY %s, \"x\".%s DESC"
        .formatted(
            keys,
            String.join(", ", values),
            rows,
            list,
            write.rowNumber(),
            keys,
            write.rowNumber());
  }

  /** An array of the column's type; of texts where the database has no such arrays. */
  private String parameter(String type) {
    return "CAST(? AS %s[])".formatted(isArrayElement(type) ? dialect.definition(type) : TEXT);
  }

  private String value(String column, String type) {
    String name = "\"x\"." + Identifiers.quoted(column);
    return isArrayElement(type) ? name : "CAST(%s AS %s)".formatted(name, dialect.definition(type));
  }

  private boolean isArrayElement(String type) {
    return !type.endsWith(ARRAY)
        && switch (dialect) {
          case PostgresDialect _ -> true;
          case CockroachDialect _ -> !type.equals("jsonb");
        };
  }

  /** Where the values of each column gather; nowhere for those that are no parameters. */
  List<Optional<ArrayColumn>> arrays(List<String> parameters) {
    return write.columns().stream()
        .map(column ->
            parameters.contains(column)
                ? Optional.of(column(type(column)))
                : Optional.<ArrayColumn>empty())
        .toList();
  }

  /** Where the values of a column gather for the parameter of its type. */
  ArrayColumn column(String type) {
    return switch (dialect) {
      case PostgresDialect _ when isArrayElement(type) -> new BinaryArrayColumn(type);
      case PostgresDialect _, CockroachDialect _ -> new TextArrayColumn(ValueForms.of(type));
    };
  }
}
