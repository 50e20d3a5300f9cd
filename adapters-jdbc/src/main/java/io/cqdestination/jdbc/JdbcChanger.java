package io.cqdestination.jdbc;

import io.cqdestination.core.failure.DestinationException.Transient;
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
import java.util.Objects;
import java.util.Set;

/** Makes, changes and drops tables, each in a transaction of its own. Thread-safe. */
final class JdbcChanger implements SchemaChanger {
  private final JdbcDatabase database;

  JdbcChanger(JdbcDatabase database) {
    this.database = database;
  }

  @Override
  public Set<String> apply(MigrationPlan plan) {
    Set<String> outdated = new HashSet<>();
    for (TableMigration table : plan.changedTables()) {
      String name = table.wanted().name();
      try {
        if (!database.transaction("table " + name, session -> apply(session, table))) {
          outdated.add(name);
        }
      } catch (Transient changedMeanwhile) {
        outdated.add(name);
      }
    }
    return outdated;
  }

  /** Whether the table still looked as the plan found it. */
  private static boolean apply(Connection session, TableMigration table) throws SQLException {
    String name = table.wanted().name();
    StoredTable now = JdbcTables.find(session, List.of(name)).get(name);
    if (!Objects.equals(now, table.found())) {
      return false;
    }
    for (SchemaChange change : table.changes()) {
      Sql.execute(session, statement(change));
    }
    return true;
  }

  private static String statement(SchemaChange change) {
    String table = Sql.quoted(change.table());
    return switch (change) {
      case SchemaChange.CreateTable(StoredTable wanted) ->
          "CREATE TABLE %s (%s)".formatted(table, String.join(", ", definitions(wanted)));
      case SchemaChange.DropTable _ -> "DROP TABLE " + table;
      case SchemaChange.AddColumn(_, StoredColumn column) ->
          "ALTER TABLE %s ADD COLUMN %s".formatted(table, definition(column));
      case SchemaChange.WidenColumn(_, String column, String type) ->
          "ALTER TABLE %s ALTER COLUMN %s SET DATA TYPE %s"
              .formatted(table, Sql.quoted(column), type);
      case SchemaChange.AllowNull(_, String column) ->
          "ALTER TABLE %s ALTER COLUMN %s DROP NOT NULL".formatted(table, Sql.quoted(column));
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

  private static List<String> definitions(StoredTable wanted) {
    List<String> definitions = new ArrayList<>();
    for (StoredColumn column : wanted.columns()) {
      definitions.add(definition(column) + (column.notNull() ? " NOT NULL" : ""));
    }
    if (wanted.primaryKey() != null) {
      definitions.add("PRIMARY KEY (%s)".formatted(Sql.quoted(wanted.keyColumns())));
    }
    return definitions;
  }

  private static String definition(StoredColumn column) {
    return Sql.quoted(column.name()) + " " + column.type();
  }
}
