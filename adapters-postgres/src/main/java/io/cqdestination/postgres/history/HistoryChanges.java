package io.cqdestination.postgres.history;

import static io.cqdestination.postgres.history.HistoryTable.TIME;
import static io.cqdestination.postgres.history.HistoryTable.VALID_FROM;
import static io.cqdestination.postgres.history.HistoryTable.VALID_TO;

import io.cqdestination.core.migration.StoredColumn;
import io.cqdestination.core.migration.StoredIndex;
import io.cqdestination.postgres.dialect.Identifiers;
import io.cqdestination.postgres.dialect.Literals;
import io.cqdestination.postgres.dialect.SchemaName;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The SQL that a history takes beyond that of any table. Pure and thread-safe.
 *
 * @param schema of the tables
 */
public record HistoryChanges(SchemaName schema, HistoryTable history) {
  private static final String COPY = "insert into %s (%s, %s) select %s, %s from %s as \"t\"";

  /** Its body names no column of the table, so that it shows those that are added. */
  private static final String FUNCTION =
      """
      create function %s("at" %s) returns setof %s language sql stable as %s\
      """;

  private static final String BODY =
      """

      select * from %s where %s <= $1 and (%s is null or %s > $1)\
      """;

  /** Behind CREATE TABLE: the rows that are there are the first versions. */
  public List<String> behindTable() {
    String columns = Identifiers.list(history.columns().stream().map(StoredColumn::name).toList());
    String values =
        history.columns().stream()
            .map(column -> VersionStatements.cast("\"t\"", column.name(), column.type()))
            .collect(Collectors.joining(", "));
    boolean timed =
        history.columns().stream()
            .anyMatch(column ->
                column.name().equals(HistoryTable.SYNC_TIME) && column.type().equals(TIME));
    String copy =
        COPY.formatted(
            qualified(history.name()),
            columns,
            Identifiers.quoted(VALID_FROM),
            values,
            VersionStatements.time("\"t\"", timed),
            qualified(history.source()));
    String table = qualified(history.name());
    String to = Identifiers.quoted(VALID_TO);
    String function =
        FUNCTION.formatted(
            qualified(history.function()),
            TIME,
            table,
            Literals.quoted(BODY.formatted(table, Identifiers.quoted(VALID_FROM), to, to)));
    return List.of(copy, function);
  }

  /** In place of CREATE INDEX: a row has one version that has not ended. */
  public String index(StoredIndex index) {
    return "create unique index if not exists %s on %s (%s) where %s is null"
        .formatted(
            Identifiers.quoted(index.name()),
            qualified(history.name()),
            Identifiers.list(index.columns()),
            Identifiers.quoted(VALID_TO));
  }

  /** Before the history gets another name: the function is the new one's. */
  public String beforeRename() {
    return "drop function if exists %s(%s)".formatted(qualified(history.function()), TIME);
  }

  private String qualified(String name) {
    return Identifiers.qualified(schema.value(), name);
  }
}
