package io.cqdestination.postgres.catalog;

import io.cqdestination.core.migration.Dependent;
import io.cqdestination.core.migration.StoredColumn;
import io.cqdestination.core.migration.StoredKey;
import io.cqdestination.core.migration.StoredTable;
import io.cqdestination.core.migration.TableSurroundings;
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

  PostgresTableRow(ArrayRow row) {
    this.row = row;
  }

  WritableTable read() {
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
                Set.copyOf(row.texts("index_names")),
                dependents(),
                kind.equals("p") ? row.texts("partition_names") : List.of()));
    return new WritableTable(
        definition,
        row.flag("relhasrules") && !kind.equals("v"),
        uniqueKeys(),
        identityColumns,
        Set.copyOf(row.texts("referred_names")));
  }

  private void readComments() {
    List<Integer> numbers = row.integers("comment_columns");
    List<String> texts = row.texts("comment_texts");
    for (int i = 0; i < numbers.size(); i++) {
      comments.put(numbers.get(i), texts.get(i));
    }
  }

  private void readColumnNames() {
    List<Integer> numbers = row.integers("column_numbers");
    List<String> names = row.texts("column_names");
    for (int i = 0; i < numbers.size(); i++) {
      columnNames.put(numbers.get(i), names.get(i));
    }
  }

  private void readConstraints() {
    List<String> names = row.texts("constraint_names");
    List<String> types = row.texts("constraint_types");
    List<String> columnNumbers = row.texts("constraint_columns");
    for (int i = 0; i < names.size(); i++) {
      List<Integer> numbers = numbers(columnNumbers.get(i));
      if (types.get(i).equals("p")) {
        primaryKey =
            new StoredKey(
                names.get(i), numbers.stream().map(number -> columnNames.get(number)).toList());
      } else if (numbers.size() == 1) {
        uniqueConstraints.merge(numbers.getFirst(), names.get(i), (first, _) -> first);
      }
    }
  }

  private void readColumns() {
    List<Integer> numbers = row.integers("column_numbers");
    List<String> names = row.texts("column_names");
    List<String> types = row.texts("column_types");
    List<Boolean> notNull = row.flags("column_not_null");
    List<Boolean> hasDefault = row.flags("column_default");
    List<String> identity = row.texts("column_identity");
    for (int i = 0; i < numbers.size(); i++) {
      int number = numbers.get(i);
      String name = names.get(i);
      if (identity.get(i).equals(ALWAYS)) {
        identityColumns.add(name);
      }
      columns.add(
          new StoredColumn(
              name,
              types.get(i),
              notNull.get(i),
              hasDefault.get(i) || !identity.get(i).isEmpty(),
              uniqueConstraints.get(number),
              comments.get(number)));
    }
  }

  private Set<Set<String>> uniqueKeys() {
    Set<Set<String>> keys = new HashSet<>();
    for (String columns : row.texts("unique_columns")) {
      keys.add(
          numbers(columns).stream()
              .map(number -> Objects.requireNonNull(columnNames.get(number)))
              .collect(Collectors.toSet()));
    }
    return keys;
  }

  private List<Dependent> dependents() {
    List<String> descriptions = row.texts("dependents");
    List<@Nullable String> constraints = row.nullableTexts("dependents_on");
    List<Dependent> dependents = new ArrayList<>();
    for (int i = 0; i < descriptions.size(); i++) {
      dependents.add(new Dependent(descriptions.get(i), constraints.get(i)));
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
