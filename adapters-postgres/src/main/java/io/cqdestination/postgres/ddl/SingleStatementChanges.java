package io.cqdestination.postgres.ddl;

import io.cqdestination.core.migration.StoredColumn;
import io.cqdestination.core.migration.StoredTable;
import io.cqdestination.core.migration.TableMigration;
import io.cqdestination.postgres.catalog.TableCatalog;
import io.cqdestination.postgres.connection.ConnectionSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Changes tables by statements that are each committed by themselves, for CockroachDB, where
 * several in a transaction may end up half applied. Every statement may be repeated, as a lost
 * answer leaves open whether it took effect. Thread-safe.
 */
final class SingleStatementChanges implements TableChanger.Changes {
  private final TableCatalog catalog;
  private final ChangeStatements statements;
  private final SingleStatements execution;

  SingleStatementChanges(
      ConnectionSource connections,
      TableCatalog catalog,
      ChangeStatements statements,
      Duration patience) {
    this.catalog = catalog;
    this.statements = statements;
    this.execution = new SingleStatements(connections, catalog, statements, patience);
  }

  @Override
  public Set<String> apply(List<TableMigration> migrations) {
    Set<String> outdated = new HashSet<>();
    List<TableMigration> created = new ArrayList<>();
    for (TableMigration migration : migrations) {
      if (!isCurrent(migration) || !applied(migration)) {
        outdated.add(migration.wanted().name());
      } else if (migration.found() == null) {
        created.add(migration);
      } else {
        ChangeLog.done(migration, List.of());
      }
    }
    outdated.addAll(madeByOthers(created));
    return outdated;
  }

  /**
   * Looks again before a table is dropped, as there is no lock that keeps others from making it.
   */
  private boolean isCurrent(TableMigration migration) {
    if (!migration.dropsTable()) {
      return true;
    }
    String name = migration.wanted().name();
    return Objects.equals(catalog.find(List.of(name)).get(name), migration.found());
  }

  private boolean applied(TableMigration migration) {
    String table = migration.wanted().name();
    if (!execution.run(migration, statements.statements(migration))) {
      return false;
    }
    if (!migration.movesKey()) {
      return true;
    }
    StoredTable now = catalog.find(List.of(table)).get(table);
    return now == null || execution.run(migration, statements.clearings(migration, now));
  }

  /** Making a table that somebody else has just made does nothing: it may have other columns. */
  private Set<String> madeByOthers(List<TableMigration> created) {
    List<String> names = created.stream().map(migration -> migration.wanted().name()).toList();
    Map<String, StoredTable> found = catalog.find(names);
    Set<String> others = new HashSet<>();
    for (TableMigration migration : created) {
      @Nullable StoredTable there = found.get(migration.wanted().name());
      if (there != null && columnNames(there).equals(columnNames(migration.wanted()))) {
        ChangeLog.done(migration, List.of());
      } else {
        others.add(migration.wanted().name());
      }
    }
    return others;
  }

  private static List<String> columnNames(StoredTable table) {
    return table.columns().stream().map(StoredColumn::name).toList();
  }
}
