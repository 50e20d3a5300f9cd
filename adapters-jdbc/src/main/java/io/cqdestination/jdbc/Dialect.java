package io.cqdestination.jdbc;

import io.cqdestination.core.migration.SchemaCapabilities;
import io.cqdestination.core.retry.CommitOutcome;
import io.cqdestination.core.table.ColumnType;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What is one database's own. Thread-safe. */
public interface Dialect {

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
   * Whether a transaction that failed so may succeed when it is tried again. As it stands here, by
   * JDBC's classes of failures and the standard's SQLStates.
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
