package io.cqdestination.postgres.write;

import io.cqdestination.postgres.dialect.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The statements that write rows of one schema into one table. Every statement names its columns,
 * so that columns of the user's own never matter; a conflict is named by columns, so that
 * partitioned tables work. Immutable.
 *
 * @param table the qualified, quoted name
 * @param columns the record's columns as the database names them
 * @param types what the record's values are encoded as, in the catalogue's words
 * @param keys the record's primary key; empty where rows are only added
 * @param target the table's own columns
 */
record WriteStatements(
    String table,
    List<String> columns,
    List<String> types,
    List<String> keys,
    TargetColumns target) {
  WriteStatements {
    columns = List.copyOf(columns);
    types = List.copyOf(types);
    keys = List.copyOf(keys);
  }

  /**
   * The same without one of the columns.
   *
   * @param column from 0; none of the keys
   */
  WriteStatements without(int column) {
    return new WriteStatements(table, others(columns, column), others(types, column), keys, target);
  }

  private static List<String> others(List<String> all, int one) {
    List<String> others = new ArrayList<>(all);
    others.remove(one);
    return others;
  }

  /** COPY straight into the table. */
  String copyIntoTable() {
    return "COPY %s (%s) FROM STDIN (FORMAT binary)".formatted(table, Identifiers.list(columns));
  }

  String copyIntoStage(String stage) {
    return "COPY %s (%s) FROM STDIN (FORMAT binary)".formatted(stage, Identifiers.list(columns));
  }

  /**
   * Moves staged rows into the table; in the order of the key, so that writers of the same rows
   * wait for one another instead of locking each other out.
   *
   * @param ordered whether the server finds the last row of each key: keys of some types are equal
   *     without being encoded alike
   */
  String insertFromStage(String stage, boolean ordered) {
    String list = Identifiers.list(columns);
    if (keys.isEmpty()) {
      return "%s SELECT %s FROM %s".formatted(insert(), list, stage);
    }
    String keyList = Identifiers.list(keys);
    String compared =
        keys.stream()
            .map(key -> compared(key, Identifiers.quoted(key)))
            .collect(Collectors.joining(", "));
    String select =
        ordered
            ? "SELECT DISTINCT ON (%s) %s FROM %s ORDER BY %s, %s DESC"
                .formatted(compared, list, stage, compared, rowNumber())
            : "SELECT %s FROM %s ORDER BY %s".formatted(list, stage, keyList);
    return "%s %s ON CONFLICT (%s) DO %s".formatted(insert(), select, keyList, action());
  }

  /** The keys of staged rows, as the table compares them. */
  String keysFromStage(String stage) {
    return keysFrom(stage, Identifiers::quoted);
  }

  /**
   * The keys of rows, as the table compares them.
   *
   * @param place what stands behind FROM
   * @param value of a key there
   */
  String keysFrom(String place, UnaryOperator<String> value) {
    String list =
        keys.stream()
            .map(key -> compared(key, value.apply(key)) + " AS " + Identifiers.quoted(key))
            .collect(Collectors.joining(", "));
    return "SELECT %s FROM %s".formatted(list, place);
  }

  /** The beginning of a statement that adds rows, before they are named. */
  String insert() {
    String overriding =
        columns.stream().anyMatch(target.numbered()::contains) ? " OVERRIDING SYSTEM VALUE" : "";
    return "INSERT INTO %s%s (%s)%s"
        .formatted(table, alias(), Identifiers.list(columns), overriding);
  }

  /** A table of this name would be taken for the row that met another. */
  private String alias() {
    return table.endsWith("\"excluded\"") ? " AS cq_table" : "";
  }

  /** A key's value as the table compares it. */
  String compared(String key, String value) {
    String type = target.keyTypes().get(key);
    return type == null ? value : "CAST(%s AS %s)".formatted(value, type);
  }

  /** What a conflict leads to. */
  String action() {
    String assignments =
        columns.stream()
            .filter(column -> !keys.contains(column) && !target.numbered().contains(column))
            .map(Identifiers::quoted)
            .map(column -> column + " = EXCLUDED." + column)
            .collect(Collectors.joining(", "));
    return assignments.isEmpty() ? "NOTHING" : "UPDATE SET " + assignments;
  }

  /** A quoted name that none of the columns has. */
  String rowNumber() {
    String name = "cq_row";
    while (columns.contains(name)) {
      name += "_";
    }
    return Identifiers.quoted(name);
  }
}
