package io.cqdestination.postgres.ddl;

import io.cqdestination.core.migration.SchemaChange;
import io.cqdestination.core.migration.SchemaChange.ConvertColumn;
import io.cqdestination.core.migration.SchemaChange.CreateIndex;
import io.cqdestination.core.migration.SchemaChange.MovePrimaryKey;
import io.cqdestination.core.migration.SchemaChange.WidenColumn;
import io.cqdestination.core.migration.TableMigration;
import java.util.ArrayList;
import java.util.List;

/** Decides which tables are changed in one transaction. Pure. */
final class MigrationGroups {
  /**
   * Each new table takes about six entries of the server's lock table until its transaction ends;
   * that table has room for 6,400 by default, for all sessions together.
   */
  private static final int MOST_TABLES = 200;

  private MigrationGroups() {}

  /** The tables in their order, those alone whose change may take long and locks out readers. */
  static List<List<TableMigration>> of(List<TableMigration> migrations) {
    List<List<TableMigration>> groups = new ArrayList<>();
    List<TableMigration> open = new ArrayList<>();
    for (TableMigration migration : migrations) {
      if (takesLong(migration)) {
        groups.add(List.of(migration));
      } else {
        open.add(migration);
        if (open.size() == MOST_TABLES) {
          groups.add(List.copyOf(open));
          open.clear();
        }
      }
    }
    if (!open.isEmpty()) {
      groups.add(List.copyOf(open));
    }
    return groups;
  }

  private static boolean takesLong(TableMigration migration) {
    return migration.found() != null
        && !migration.dropsTable()
        && !migration.renamesTable()
        && migration.changes().stream().anyMatch(MigrationGroups::readsRows);
  }

  private static boolean readsRows(SchemaChange change) {
    return change instanceof MovePrimaryKey
        || change instanceof CreateIndex
        || change instanceof WidenColumn
        || change instanceof ConvertColumn;
  }
}
