package io.cqdestination.jdbc;

import io.cqdestination.core.migration.SchemaCapabilities;
import io.cqdestination.core.retry.CommitOutcome;
import io.cqdestination.core.table.ColumnType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is one database's own. Thread-safe.
 *
 * <p>What is not asked for here is SQL that the database has to have, with question marks for
 * values: the views {@code tables}, {@code columns}, {@code table_constraints} and {@code
 * key_column_usage} of {@code information_schema}, with {@code current_database()} and {@code
 * current_schema()}; {@code CREATE TABLE} with {@code NOT NULL} and {@code PRIMARY KEY}, {@code
 * DROP TABLE}, {@code ALTER TABLE … ADD COLUMN}; {@code CREATE TEMPORARY TABLE … AS SELECT}; {@code
 * INSERT}, {@code DELETE} and {@code SELECT} with {@code row_number() OVER}.
 */
public interface Dialect {

  /** A name as an identifier, whatever it holds. As it stands here, in double quotes. */
  default String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** Identifiers with commas between them. */
  default String quoted(Collection<String> names) {
    return names.stream().map(this::quoted).collect(Collectors.joining(", "));
  }

  /**
   * The statement that adds rows to a table, and replaces those of the same key: of a row that is
   * there, other columns than those of the query keep their value. As it stands here, {@code INSERT
   * … ON CONFLICT}.
   *
   * @param table its name
   * @param columns those of the query, in its order
   * @param key the columns of the table's primary key, which are among them
   * @param rows a query that gives one row for each key
   */
  default String upsert(String table, List<String> columns, List<String> key, String rows) {
    String updates =
        columns.stream()
            .filter(column -> !key.contains(column))
            .map(this::quoted)
            .map(column -> "%s = excluded.%s".formatted(column, column))
            .collect(Collectors.joining(", "));
    return "INSERT INTO %s (%s) %s ON CONFLICT (%s) DO %s"
        .formatted(
            quoted(table),
            quoted(columns),
            rows,
            quoted(key),
            updates.isEmpty() ? "NOTHING" : "UPDATE SET " + updates);
  }

  /** The SQL type of a column, as {@code information_schema.columns} writes it. */
  String type(ColumnType type);

  /** Whether the catalog's words for a found type are those of a wanted one. */
  default boolean sameType(String wanted, String found) {
    return wanted.equals(found);
  }

  /**
   * Whether a column of the type holds the text form of its values, {@link
   * io.cqdestination.core.value.JavaValue#text}, as the database lacks the type.
   */
  boolean keepsText(ColumnType type);

  /**
   * A value of the driver as one of {@link io.cqdestination.core.value.JavaValue}, where the driver
   * has a class of its own for it; null stays null. Arrays, structs, timestamps and large objects
   * of {@code java.sql} are turned into such values before.
   */
  default @Nullable Object plain(@Nullable Object value) {
    return value;
  }

  /**
   * What plans may ask for, of what {@link JdbcDestination} can do: columns get wider types by
   * {@code ALTER COLUMN … SET DATA TYPE}, and lose NOT NULL by {@code DROP NOT NULL}. Keys do not
   * move, and there are neither unique constraints nor comments.
   */
  default SchemaCapabilities capabilities() {
    return SchemaCapabilities.LEAST;
  }

  /** What tells the order in which the rows of a temporary table were added. */
  default String rowOrder() {
    return "rowid";
  }

  /**
   * Whether a transaction or a connection that failed so may succeed when it is tried again. As it
   * stands here, by JDBC's classes of failures and the standard's SQLStates.
   */
  default boolean isTransient(SQLException failure) {
    return JdbcFailures.isTransient(failure);
  }

  /** Finds out, in another session, what became of a transaction. */
  @FunctionalInterface
  interface TransactionInquiry {
    CommitOutcome ask(Connection session) throws SQLException;
  }

  /**
   * What can be asked about the session's transaction, should COMMIT get no answer; called before
   * each COMMIT of rows. As it stands here, nobody can know, and rows without a key are not written
   * again.
   */
  default TransactionInquiry inquiry(Connection session) throws SQLException {
    return _ -> new CommitOutcome.Unknown("the database cannot be asked what came of it");
  }
}
