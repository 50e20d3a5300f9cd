package io.cqdestination.postgres.catalog;

import io.cqdestination.postgres.text.ArrayTextReader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row of a result whose columns are scalars and arrays, as texts; an array that is null has no
 * elements. Immutable.
 */
final class ArrayRow {
  private final Map<String, @Nullable String> values;

  private ArrayRow(Map<String, @Nullable String> values) {
    this.values = values;
  }

  /** A copy of the result's current row. */
  static ArrayRow of(ResultSet row) throws SQLException {
    int columns = row.getMetaData().getColumnCount();
    Map<String, @Nullable String> values = HashMap.newHashMap(columns);
    for (int column = 1; column <= columns; column++) {
      values.put(row.getMetaData().getColumnLabel(column), row.getString(column));
    }
    return new ArrayRow(values);
  }

  String text(String column) {
    return Objects.requireNonNull(values.get(column), column);
  }

  boolean flag(String column) {
    return isTrue(text(column));
  }

  List<String> texts(String column) {
    List<String> elements = new ArrayList<>();
    nullableTexts(column).forEach(element -> elements.add(Objects.requireNonNull(element, column)));
    return elements;
  }

  List<@Nullable String> nullableTexts(String column) {
    List<@Nullable String> elements = new ArrayList<>();
    String array = values.get(column);
    if (array != null) {
      ArrayTextReader reader = new ArrayTextReader(array);
      while (reader.next()) {
        elements.add(reader.isNull() ? null : reader.element());
      }
    }
    return elements;
  }

  List<Integer> integers(String column) {
    return texts(column).stream().map(Integer::valueOf).toList();
  }

  List<Boolean> flags(String column) {
    return texts(column).stream().map(ArrayRow::isTrue).toList();
  }

  private static boolean isTrue(String text) {
    return text.equals("t");
  }
}
