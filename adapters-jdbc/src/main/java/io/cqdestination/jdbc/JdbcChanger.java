package io.cqdestination.jdbc;

import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.core.migration.MigrationPlan;
import io.cqdestination.core.migration.SchemaChange;
import io.cqdestination.core.migration.SchemaChanger;
import io.cqdestination.core.migration.StoredColumn;
import io.cqdestination.core.migration.StoredTable;
import io.cqdestination.core.migration.TableMigration;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Makes, changes and drops tables, each in a transaction of its own. Thread-safe. */
final class JdbcChanger implements SchemaChanger {
  private final RetriedTransactions transactions;
  private final JdbcTables tables;
  private final Dialect dialect;

  JdbcChanger(RetriedTransactions transactions, JdbcTables tables) {
    this.transactions = transactions;
    this.tables = tables;
    this.dialect = transactions.dialect();
  }

  @Override
  public Set<String> apply(MigrationPlan plan) {
    Set<String> outdated = new HashSet<>();
    for (TableMigration table : plan.changedTables()) {
      if (!apply(table)) {
        outdated.add(table.wanted().name());
      }
    }
    return outdated;
  }

  /**
   * Whether the table still looked as the plan found it. What the database refuses is told only of
   * such a table: of another one, somebody else was faster, and the plan is not for it.
   */
  private boolean apply(TableMigration table) {
    String name = table.wanted().name();
    try {
      return transactions.run("table " + name, session -> apply(session, table));
    } catch (DatabaseRefused refused) {
      if (isAsFound(table, tables.find(List.of(name)))) {
        throw refused;
      }
      return false;
    }
  }

  private boolean apply(Connection session, TableMigration table) throws SQLException {
    if (!isAsFound(table, JdbcTables.find(session, List.of(table.wanted().name())))) {
      return false;
    }
    for (SchemaChange change : table.changes()) {
      Sql.execute(session, statement(change));
    }
    return true;
  }

  private static boolean isAsFound(TableMigration table, Map<String, StoredTable> now) {
    return Objects.equals(now.get(table.wanted().name()), table.found());
  }

  private String statement(SchemaChange change) {
    String table = dialect.quoted(change.table());
    return switch (change) {
      case SchemaChange.CreateTable(StoredTable wanted) ->
          "CREATE TABLE %s (%s)".formatted(table, String.join(", ", definitions(wanted)));
      case SchemaChange.DropTable _ -> "DROP TABLE " + table;
      case SchemaChange.AddColumn(_, StoredColumn column) ->
          "ALTER TABLE %s ADD COLUMN %s".formatted(table, definition(column));
      case SchemaChange.WidenColumn(_, String column, String type) ->
          "ALTER TABLE %s ALTER COLUMN %s SET DATA TYPE %s"
              .formatted(table, dialect.quoted(column), type);
      case SchemaChange.AllowNull(_, String column) ->
          "ALTER TABLE %s ALTER COLUMN %s DROP NOT NULL".formatted(table, dialect.quoted(column));
      case SchemaChange.DropUniqueConstraint _,
          SchemaChange.MovePrimaryKey _,
          SchemaChange.ConvertColumn _,
          SchemaChange.RenameTable _,
          SchemaChange.CopyGrants _,
          SchemaChange.CommentTable _,
          SchemaChange.CommentColumn _,
          SchemaChange.CreateIndex _ ->
          throw new IllegalStateException("more than a dialect may say it can: " + change);
    };
  }

  private List<String> definitions(StoredTable wanted) {
    List<String> definitions = new ArrayList<>();
    for (StoredColumn column : wanted.columns()) {
      definitions.add(definition(column) + (column.notNull() ? " NOT NULL" : ""));
    }
    if (wanted.primaryKey() != null) {
      definitions.add("PRIMARY KEY (%s)".formatted(dialect.quoted(wanted.keyColumns())));
    }
    return definitions;
  }

  private String definition(StoredColumn column) {
    return dialect.quoted(column.name()) + " " + column.type();
  }
}
