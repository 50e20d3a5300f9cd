package io.cqdestination.soak;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.cqdestination.fixtures.postgres.Database;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rows of every table of a round, in one query. */
final class StoredRows {
  private static final String TABLES =
      "SELECT relname FROM pg_class WHERE relkind = 'r' AND relname LIKE 'soak%'";

  private StoredRows() {}

  /** By table; one without rows, or that is not there, is missing. */
  static Map<String, List<TableModel.Row>> read(Database database) {
    String query =
        database.rows(TABLES).stream()
            .map(StoredRows::first)
            .map("SELECT '%1$s', id, value, length(payload) FROM %1$s"::formatted)
            .collect(joining(" UNION ALL "));
    if (query.isEmpty()) {
      return Map.of();
    }
    return database.rows(query).stream()
        .collect(groupingBy(StoredRows::first, mapping(StoredRows::row, toList())));
  }

  private static String first(List<@Nullable String> row) {
    return Objects.requireNonNull(row.getFirst());
  }

  private static TableModel.Row row(List<@Nullable String> row) {
    return new TableModel.Row(
        number(row.get(1)), number(row.get(2)), Math.toIntExact(number(row.get(3))));
  }

  private static long number(@Nullable String text) {
    return Long.parseLong(Objects.requireNonNull(text));
  }
}
