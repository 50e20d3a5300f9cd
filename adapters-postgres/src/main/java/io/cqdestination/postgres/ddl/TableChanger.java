package io.cqdestination.postgres.ddl;

import io.cqdestination.core.migration.MigrationPlan;
import io.cqdestination.core.migration.SchemaChanger;
import io.cqdestination.core.migration.TableMigration;
import io.cqdestination.postgres.catalog.TableCatalog;
import io.cqdestination.postgres.connection.ConnectionSource;
import io.cqdestination.postgres.dialect.Dialect;
import io.cqdestination.postgres.dialect.SchemaName;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Carries migration plans out. Several processes may do so at the same time: a table that another
 * one has changed meanwhile is left alone. Thread-safe.
 */
public final class TableChanger implements SchemaChanger {
  private final TableCatalog catalog;
  private final Changes changes;

  /**
   * @param grants on tables that are made
   * @param patience how long to wait for locks that others hold, and to retry what may pass
   */
  public TableChanger(
      ConnectionSource connections,
      Dialect dialect,
      SchemaName schema,
      TableCatalog catalog,
      TableGrants grants,
      Duration patience) {
    this.catalog = catalog;
    ChangeStatements statements = new ChangeStatements(dialect, schema, grants);
    this.changes =
        dialect.hasTransactionalDdl()
            ? new TransactionalChanges(connections, schema, catalog, statements, patience)
            : new SingleStatementChanges(connections, catalog, statements, patience);
  }

  @Override
  public Set<String> apply(MigrationPlan plan) {
    try {
      return changes.apply(plan.changedTables());
    } finally {
      catalog.changed(
          plan.changedTables().stream().map(migration -> migration.wanted().name()).toList());
    }
  }

  /** One way of running statements. */
  interface Changes {
    /**
     * @return the tables left alone
     */
    Set<String> apply(List<TableMigration> migrations);
  }
}
