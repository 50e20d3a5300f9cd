package io.cqdestination.postgres.catalog;

import io.cqdestination.core.migration.Dependent;
import io.cqdestination.core.migration.StoredColumn;
import io.cqdestination.core.migration.StoredKey;
import io.cqdestination.core.migration.StoredTable;
import io.cqdestination.core.migration.TableSurroundings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A table as the rows of {@link CockroachTables} make it known, bit by bit. Used by one thread. */
final class CockroachTableDraft {
  private static final int WHOLE_TABLE = 0;
  private static final String LOCKED = "schema_locked=true";

  /** Columns that the database adds and does not always hide, such as those of hashed keys. */
  private static final String INTERNAL = "crdb_internal_";

  private final String name;
  private final String kind;
  private final boolean locked;
  private final Map<Integer, StoredColumn> columns = new LinkedHashMap<>();
  private final Map<Integer, String> uniqueConstraints = new HashMap<>();
  private final Map<Integer, String> comments = new HashMap<>();
  private final Set<String> indexNames = new HashSet<>();
  private final Set<String> referredTables = new HashSet<>();
  private final List<Dependent> dependents = new ArrayList<>();
  private final Set<Set<String>> uniqueKeys = new HashSet<>();
  private @Nullable StoredKey primaryKey;

  /** A row of {@link CockroachTables#relations}. */
  CockroachTableDraft(ResultSet row) throws SQLException {
    this.name = row.getString("relname");
    this.kind = row.getString("relkind");
    String options = Objects.requireNonNullElse(row.getString("options"), "");
    this.locked = options.replaceAll("[ '\"]", "").contains(LOCKED);
  }

  void addColumn(ResultSet row) throws SQLException {
    String column = row.getString("attname");
    if (column.startsWith(INTERNAL)) {
      return;
    }
    boolean generated = Set.of("ALWAYS", "YES").contains(text(row, "is_generated"));
    columns.put(
        row.getInt("attnum"),
        new StoredColumn(
            column,
            type(row),
            row.getBoolean("attnotnull"),
            row.getBoolean("atthasdef") || generated,
            null,
            null));
  }

  /** Before 21.1.13 and 21.2.2 a numeric's precision is told by the information schema only. */
  private static String type(ResultSet row) throws SQLException {
    String type = row.getString("type");
    int precision = row.getInt("numeric_precision");
    return type.equals("numeric") && precision > 0
        ? "numeric(%d,%d)".formatted(precision, row.getInt("numeric_scale"))
        : type;
  }

  /** Comes after the columns: those of a constraint that are not shown do not count. */
  void addConstraint(ResultSet row) throws SQLException {
    String constraint = row.getString("conname");
    List<Integer> numbers =
        Arrays.stream(text(row, "columns").split(" ", -1))
            .map(Integer::valueOf)
            .filter(columns::containsKey)
            .toList();
    if (numbers.isEmpty()) {
      return;
    }
    uniqueKeys.add(
        numbers.stream()
            .map(number -> Objects.requireNonNull(columns.get(number)).name())
            .collect(Collectors.toSet()));
    if (row.getString("contype").equals("p")) {
      primaryKey =
          new StoredKey(
              constraint,
              numbers.stream()
                  .map(number -> Objects.requireNonNull(columns.get(number)).name())
                  .toList());
    } else if (numbers.size() == 1) {
      String column = Objects.requireNonNull(columns.get(numbers.getFirst())).name();
      // Of several, the one that a migration made is the one that it may have to drop.
      if (constraint.equals(name + "_" + column + "_key")) {
        uniqueConstraints.put(numbers.getFirst(), constraint);
      } else {
        uniqueConstraints.putIfAbsent(numbers.getFirst(), constraint);
      }
    }
  }

  void addComment(ResultSet row) throws SQLException {
    comments.put(row.getInt("objsubid"), row.getString("description"));
  }

  void addIndex(ResultSet row) throws SQLException {
    indexNames.add(row.getString("index"));
  }

  void addForeignKey(ResultSet row) throws SQLException {
    String words =
        "foreign key %s of table %s".formatted(row.getString("key"), row.getString("from_table"));
    dependents.add(new Dependent(words, null));
    @Nullable String constraint = row.getString("on_constraint");
    if (constraint != null) {
      dependents.add(new Dependent(words, constraint));
    }
  }

  void addReferred(ResultSet row) throws SQLException {
    referredTables.add(row.getString("referred"));
  }

  void addView(ResultSet row) throws SQLException {
    String words = row.getString("view_kind").equals("m") ? "materialized view " : "view ";
    dependents.add(new Dependent(words + row.getString("view"), null));
  }

  WritableTable table() {
    List<StoredColumn> described = new ArrayList<>();
    columns.forEach((number, column) ->
        described.add(
            new StoredColumn(
                column.name(),
                column.type(),
                column.notNull(),
                column.hasDefault(),
                uniqueConstraints.get(number),
                comments.get(number))));
    StoredTable definition =
        new StoredTable(
            name,
            described,
            primaryKey,
            comments.get(WHOLE_TABLE),
            new TableSurroundings(
                RelationKinds.of(kind), true, locked, indexNames, dependents, List.of()));
    return new WritableTable(definition, false, uniqueKeys, Set.of(), referredTables);
  }

  private static String text(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNullElse(row.getString(column), "");
  }
}
