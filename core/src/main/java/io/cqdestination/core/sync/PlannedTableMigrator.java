package io.cqdestination.core.sync;

import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.migration.MigrationPlan;
import io.cqdestination.core.migration.MigrationPlanner;
import io.cqdestination.core.migration.SchemaCatalog;
import io.cqdestination.core.migration.SchemaChanger;
import io.cqdestination.core.migration.WantedTable;
import java.util.List;
import java.util.Set;

/** Looks at the tables that are there, plans the way to the wanted ones, and goes it. */
public final class PlannedTableMigrator implements TableMigrator {
  /** Each round settles what others have not changed meanwhile: two are the rule among many. */
  private static final int MAX_ROUNDS = 20;

  private final MigrationPlanner planner;
  private final SchemaCatalog catalog;
  private final SchemaChanger changer;

  public PlannedTableMigrator(
      MigrationPlanner planner, SchemaCatalog catalog, SchemaChanger changer) {
    this.planner = planner;
    this.catalog = catalog;
    this.changer = changer;
  }

  /**
   * What a migration would do now; nothing is changed.
   *
   * @throws DestinationException.RefusedMigration when a table cannot be migrated
   */
  public MigrationPlan plan(List<WantedTable> wanted) {
    return planner.plan(wanted, catalog.find(planner.storedNames(wanted)));
  }

  @Override
  public void migrate(List<WriteMessage.MigrateTable> messages) {
    List<WantedTable> wanted =
        messages.stream().map(message -> new WantedTable(message.table(), message.mode())).toList();
    Set<String> outdated = Set.of();
    for (int round = 0; round < MAX_ROUNDS; round++) {
      MigrationPlan plan = plan(wanted);
      outdated = plan.isEmpty() ? Set.of() : changer.apply(plan);
      if (outdated.isEmpty()) {
        return;
      }
    }
    throw new DestinationException.Transient(
        "somebody else keeps changing the tables " + outdated.stream().sorted().toList(), null);
  }
}
