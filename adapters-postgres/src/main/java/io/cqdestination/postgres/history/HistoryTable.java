package io.cqdestination.postgres.history;

import io.cqdestination.core.migration.StoredColumn;
import io.cqdestination.core.migration.StoredTable;
import java.util.List;
import java.util.Optional;

/**
 * A table that keeps the versions of another one's rows. It is known by its columns, those of the
 * key among them by their comments. Immutable.
 *
 * @param source the database's name of the table whose versions it keeps
 * @param keys the columns that tell rows
 * @param columns those of the table, without the two of the history
 */
public record HistoryTable(String source, List<String> keys, List<StoredColumn> columns) {
  /** When a version began. */
  public static final String VALID_FROM = "valid_from";

  /** When it ended; null of a version that is in the table. */
  public static final String VALID_TO = "valid_to";

  /** When a row was brought, in the source's words. */
  public static final String SYNC_TIME = "_cq_sync_time";

  static final String TIME = "timestamp without time zone";
  static final String KEY = "part of the key that tells the rows of this history";

  private static final String SUFFIX = "_history";
  private static final String FUNCTION_SUFFIX = "_at";

  public HistoryTable {
    keys = List.copyOf(keys);
    columns = List.copyOf(columns);
  }

  /** The history that a table is; empty where it is none. */
  public static Optional<HistoryTable> of(StoredTable table) {
    boolean hasTimes =
        List.of(VALID_FROM, VALID_TO).stream()
            .allMatch(name ->
                table.column(name).filter(column -> column.type().equals(TIME)).isPresent());
    List<String> keys =
        table.columns().stream()
            .filter(column -> KEY.equals(column.comment()))
            .map(StoredColumn::name)
            .toList();
    if (!hasTimes || keys.isEmpty() || !table.name().endsWith(SUFFIX)) {
      return Optional.empty();
    }
    return Optional.of(
        new HistoryTable(
            table.name().substring(0, table.name().length() - SUFFIX.length()),
            keys,
            table.columns().stream().filter(column -> !isTime(column.name())).toList()));
  }

  /** Whether a column is one of the two that only a history has. */
  static boolean isTime(String column) {
    return column.equals(VALID_FROM) || column.equals(VALID_TO);
  }

  /** What the history of a table is called. */
  public static String nameFor(String source) {
    return source + SUFFIX;
  }

  /** What the history is called. */
  public String name() {
    return nameFor(source);
  }

  /** The function that shows the table as it was. */
  public String function() {
    return source + FUNCTION_SUFFIX;
  }
}
