package io.cqdestination.postgres.history;

import static io.cqdestination.postgres.history.HistoryTable.SYNC_TIME;
import static io.cqdestination.postgres.history.HistoryTable.TIME;
import static io.cqdestination.postgres.history.HistoryTable.VALID_FROM;
import static io.cqdestination.postgres.history.HistoryTable.VALID_TO;

import io.cqdestination.core.migration.StoredColumn;
import io.cqdestination.core.migration.StoredTable;
import io.cqdestination.postgres.copy.ElementTypes;
import io.cqdestination.postgres.dialect.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The statement that brings a history up to the rows of its table, for some keys. It runs behind
 * what changes the rows, in the same transaction: the rows are locked then, so that no one else
 * changes their versions. Values are those of the table, whatever the records have. Where nothing
 * differs it does nothing. Immutable.
 *
 * <p>Rows and versions are looked up key by key, as the upsert does it. Left to itself the server
 * would read all versions for each batch, as it has no statistics yet, or takes ended ones for the
 * rule: {@code OFFSET 0} and the places of rows leave it no choice.
 */
public final class VersionStatements {
  /** Sources give them anew. */
  private static final Set<String> NOT_COMPARED = Set.of("_cq_id", SYNC_TIME, "_cq_parent_id");

  private static final String STATEMENT =
      """
      WITH "due" AS (
        SELECT %1$s, "h"."cq_place" FROM (%2$s) AS "k"
        CROSS JOIN LATERAL (SELECT * FROM %3$s AS "t" WHERE %4$s OFFSET 0) AS "t"
        LEFT JOIN LATERAL (
          SELECT "h".*, "h".ctid AS "cq_place" FROM %5$s AS "h" WHERE "h".%6$s IS NULL AND %7$s OFFSET 0
        ) AS "h" ON true
        WHERE "h"."cq_place" IS NULL OR %8$s),
      "ended" AS (
        UPDATE %5$s AS "h" SET %6$s = GREATEST("h".%9$s, %10$s) FROM %3$s AS "t"
        WHERE "h".ctid = ANY (ARRAY(SELECT "cq_place" FROM "due" WHERE "cq_place" IS NOT NULL))
          AND "h".%6$s IS NULL AND %11$s AND %8$s
        RETURNING %12$s, "h".%6$s AS "cq_time")
      INSERT INTO %5$s AS "h" (%13$s, %9$s)
      SELECT %14$s, "k"."cq_time" FROM "ended" AS "k"
        CROSS JOIN LATERAL (SELECT * FROM %3$s AS "t" WHERE %4$s OFFSET 0) AS "t"
      UNION ALL
      SELECT %14$s, %10$s FROM "due" AS "k"
        CROSS JOIN LATERAL (SELECT * FROM %3$s AS "t" WHERE %4$s OFFSET 0) AS "t"
        WHERE "k"."cq_place" IS NULL
      ON CONFLICT (%15$s) WHERE %6$s IS NULL DO NOTHING\
      """;

  private final String table;
  private final String history;
  private final List<String> keys;
  private final List<StoredColumn> columns;
  private final StoredTable found;

  /**
   * @param schema of both
   * @param found the table
   * @param keys the columns that tell rows
   */
  public VersionStatements(
      String schema, StoredTable found, HistoryTable history, List<String> keys) {
    this.table = Identifiers.qualified(schema, found.name());
    this.history = Identifiers.qualified(schema, history.name());
    this.keys = List.copyOf(keys);
    this.found = found;
    this.columns =
        history.columns().stream()
            .filter(column -> found.column(column.name()).isPresent())
            .toList();
  }

  /** The columns that tell rows. */
  public List<String> keys() {
    return keys;
  }

  /**
   * The statement for some keys.
   *
   * @param some a query for the key columns, by their names
   */
  public String forKeys(String some) {
    List<StoredColumn> compared =
        columns.stream()
            .filter(column -> !keys.contains(column.name()))
            .filter(column -> !NOT_COMPARED.contains(column.name()))
            .toList();
    boolean timed = found.column(SYNC_TIME).filter(time -> time.type().equals(TIME)).isPresent();
    return STATEMENT.formatted(
        keys("\"k\""),
        some,
        table,
        sameKey("\"t\"", "\"k\""),
        history,
        Identifiers.quoted(VALID_TO),
        sameKey("\"h\"", "\"k\""),
        compared.isEmpty() ? "FALSE" : differ(compared),
        Identifiers.quoted(VALID_FROM),
        time("\"t\"", timed),
        sameKey("\"t\"", "\"h\""),
        keys("\"h\""),
        Identifiers.list(columns.stream().map(StoredColumn::name).toList()),
        columns.stream().map(this::stored).collect(Collectors.joining(", ")),
        Identifiers.list(keys));
  }

  private String keys(String alias) {
    return keys.stream()
        .map(key -> alias + "." + Identifiers.quoted(key))
        .collect(Collectors.joining(", "));
  }

  /** The table's value as the history holds it. */
  private String stored(StoredColumn column) {
    return type(column.name()).equals(column.type())
        ? "\"t\"." + Identifiers.quoted(column.name())
        : cast("\"t\"", column.name(), column.type());
  }

  private String sameKey(String one, String other) {
    return keys.stream()
        .map(Identifiers::quoted)
        .map(name -> "%s.%s = %s.%s".formatted(one, name, other, name))
        .collect(Collectors.joining(" AND "));
  }

  private String differ(List<StoredColumn> compared) {
    return "ROW(%s) IS DISTINCT FROM ROW(%s)"
        .formatted(values(compared, "\"h\""), values(compared, "\"t\""));
  }

  /** Columns whose types may have no equality are compared as text. */
  private String values(List<StoredColumn> compared, String alias) {
    List<String> values = new ArrayList<>();
    for (StoredColumn column : compared) {
      boolean comparable =
          column.type().equals(type(column.name())) && ElementTypes.isOneOrList(column.type());
      values.add(
          comparable
              ? alias + "." + Identifiers.quoted(column.name())
              : cast(alias, column.name(), "text"));
    }
    return String.join(", ", values);
  }

  private String type(String column) {
    return found.column(column).map(StoredColumn::type).orElseThrow();
  }

  /** A value of a row in another type. */
  static String cast(String alias, String column, String type) {
    return "CAST(%s.%s AS %s)".formatted(alias, Identifiers.quoted(column), type);
  }

  /**
   * When a row became what it is.
   *
   * @param timed whether rows tell their sync's time
   */
  static String time(String alias, boolean timed) {
    String now = "CAST(pg_catalog.now() AT TIME ZONE 'UTC' AS timestamp)";
    return timed ? "COALESCE(%s.%s, %s)".formatted(alias, Identifiers.quoted(SYNC_TIME), now) : now;
  }
}
