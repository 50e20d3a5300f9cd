package io.cqdestination.postgres.catalog;

import io.cqdestination.core.migration.Dependent;
import io.cqdestination.core.migration.StoredColumn;
import io.cqdestination.core.migration.StoredKey;
import io.cqdestination.core.migration.StoredTable;
import io.cqdestination.core.migration.TableSurroundings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Understands one row of {@link PostgresTables}. Used by one thread. */
final class PostgresTableRow {
  private static final int WHOLE_TABLE = 0;

  /** GENERATED ALWAYS AS IDENTITY. */
  private static final String ALWAYS = "a";

  private final ArrayRow row;
  private final Map<Integer, String> comments = new HashMap<>();
  private final Map<Integer, String> uniqueConstraints = new HashMap<>();
  private final Map<Integer, String> columnNames = new HashMap<>();
  private final List<StoredColumn> columns = new ArrayList<>();
  private final Set<String> identityColumns = new HashSet<>();
  private @Nullable StoredKey primaryKey;

  PostgresTableRow(ResultSet row) {
    this.row = new ArrayRow(row);
  }

  WritableTable read() throws SQLException {
    String kind = row.text("relkind");
    readComments();
    readColumnNames();
    readConstraints();
    readColumns();
    StoredTable definition =
        new StoredTable(
            row.text("relname"),
            columns,
            primaryKey,
            comments.get(WHOLE_TABLE),
            new TableSurroundings(
                RelationKinds.of(kind),
                row.flag("owned"),
                false,
                Set.of(row.texts("index_names")),
                dependents(),
                kind.equals("p") ? List.of(row.texts("partition_names")) : List.of()));
    return new WritableTable(
        definition,
        row.flag("relhasrules") && !kind.equals("v"),
        uniqueKeys(),
        identityColumns,
        Set.of(row.texts("referred_names")));
  }

  private void readComments() throws SQLException {
    Integer[] numbers = row.integers("comment_columns");
    String[] texts = row.texts("comment_texts");
    for (int i = 0; i < numbers.length; i++) {
      comments.put(numbers[i], texts[i]);
    }
  }

  private void readColumnNames() throws SQLException {
    Short[] numbers = row.shorts("column_numbers");
    String[] names = row.texts("column_names");
    for (int i = 0; i < numbers.length; i++) {
      columnNames.put((int) numbers[i], names[i]);
    }
  }

  private void readConstraints() throws SQLException {
    String[] names = row.texts("constraint_names");
    String[] types = row.texts("constraint_types");
    String[] columnNumbers = row.texts("constraint_columns");
    for (int i = 0; i < names.length; i++) {
      List<Integer> numbers = numbers(columnNumbers[i]);
      if (types[i].equals("p")) {
        primaryKey =
            new StoredKey(
                names[i], numbers.stream().map(number -> columnNames.get(number)).toList());
      } else if (numbers.size() == 1) {
        uniqueConstraints.merge(numbers.getFirst(), names[i], (first, _) -> first);
      }
    }
  }

  private void readColumns() throws SQLException {
    Short[] numbers = row.shorts("column_numbers");
    String[] names = row.texts("column_names");
    String[] types = row.texts("column_types");
    Boolean[] notNull = row.flags("column_not_null");
    Boolean[] hasDefault = row.flags("column_default");
    String[] identity = row.texts("column_identity");
    for (int i = 0; i < numbers.length; i++) {
      int number = numbers[i];
      String name = names[i];
      if (identity[i].equals(ALWAYS)) {
        identityColumns.add(name);
      }
      columns.add(
          new StoredColumn(
              name,
              types[i],
              notNull[i],
              hasDefault[i] || !identity[i].isEmpty(),
              uniqueConstraints.get(number),
              comments.get(number)));
    }
  }

  private Set<Set<String>> uniqueKeys() throws SQLException {
    Set<Set<String>> keys = new HashSet<>();
    for (String columns : row.texts("unique_columns")) {
      keys.add(
          numbers(columns).stream()
              .map(number -> Objects.requireNonNull(columnNames.get(number)))
              .collect(Collectors.toSet()));
    }
    return keys;
  }

  private List<Dependent> dependents() throws SQLException {
    String[] descriptions = row.texts("dependents");
    @Nullable String[] constraints = row.texts("dependents_on");
    List<Dependent> dependents = new ArrayList<>();
    for (int i = 0; i < descriptions.length; i++) {
      dependents.add(new Dependent(descriptions[i], constraints[i]));
    }
    return dependents;
  }

  private static List<Integer> numbers(String separatedBySpaces) {
    List<Integer> numbers = new ArrayList<>();
    for (String number : separatedBySpaces.split(" ", -1)) {
      numbers.add(Integer.parseInt(number));
    }
    return numbers;
  }
}
