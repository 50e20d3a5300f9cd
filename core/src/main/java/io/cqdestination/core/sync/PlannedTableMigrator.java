package io.cqdestination.core.sync;

import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.migration.LostValues;
import io.cqdestination.core.migration.MigrationPlan;
import io.cqdestination.core.migration.MigrationPlanner;
import io.cqdestination.core.migration.SchemaCatalog;
import io.cqdestination.core.migration.SchemaChanger;
import io.cqdestination.core.migration.StoredTable;
import io.cqdestination.core.migration.TableAssessor;
import io.cqdestination.core.migration.TableMigration;
import io.cqdestination.core.migration.ValueCheck;
import io.cqdestination.core.migration.WantedTable;
import io.cqdestination.core.retry.Backoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the tables that are there, plans the way to the wanted ones, and goes it. Warns once of
 * each table that the spec names and nobody has. Thread-safe.
 */
public final class PlannedTableMigrator implements TableMigrator {
  /**
   * How long tables are planned again that others change meanwhile. Each round settles those that
   * nobody has: two are the rule among many.
   */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** As many rounds there may be, however long each of them takes. */
  private static final int LEAST_ROUNDS = 20;

  private static final Logger log = LoggerFactory.getLogger(PlannedTableMigrator.class);

  private final MigrationPlanner planner;
  private final SchemaCatalog catalog;
  private final SchemaChanger changer;
  private final ValueCheck values;
  private final Duration patience;
  private final Set<String> warnedOf = ConcurrentHashMap.newKeySet();

  /** For a planner that converts no column. */
  public PlannedTableMigrator(
      MigrationPlanner planner, SchemaCatalog catalog, SchemaChanger changer) {
    this(planner, catalog, changer, _ -> List.of());
  }

  /**
   * @param values looks at what would be converted
   */
  public PlannedTableMigrator(
      MigrationPlanner planner, SchemaCatalog catalog, SchemaChanger changer, ValueCheck values) {
    this(planner, catalog, changer, values, PATIENCE);
  }

  PlannedTableMigrator(
      MigrationPlanner planner,
      SchemaCatalog catalog,
      SchemaChanger changer,
      ValueCheck values,
      Duration patience) {
    this.planner = planner;
    this.catalog = catalog;
    this.changer = changer;
    this.values = values;
    this.patience = patience;
  }

  /**
   * What a migration would do now; nothing is changed.
   *
   * @throws DestinationException.RefusedMigration when a table cannot be migrated
   */
  public MigrationPlan plan(List<WantedTable> wanted) {
    Map<String, StoredTable> found = catalog.find(planner.storedNames(wanted));
    MigrationPlan plan = planner.plan(wanted, found);
    List<LostValues> lost = values.lost(plan);
    if (!lost.isEmpty()) {
      plan = planner.plan(wanted, found, lost);
    }
    plan.absent().stream().filter(warnedOf::add).forEach(PlannedTableMigrator::warn);
    return plan;
  }

  @Override
  public Optional<TableAssessor> assessor() {
    return Optional.of(planner.assessor());
  }

  private static void warn(String absent) {
    log.atWarn()
        .addKeyValue("table", absent)
        .log(
            "the spec names the table {}, which neither this source nor the database has:"
                + " unless its rows come later, nothing is done for it",
            absent);
  }

  @Override
  public List<TableMigration> migrate(List<WriteMessage.MigrateTable> messages) {
    List<WantedTable> wanted =
        messages.stream().map(message -> new WantedTable(message.table(), message.mode())).toList();
    List<TableMigration> done = new ArrayList<>();
    Backoff rounds = new Backoff(patience);
    while (true) {
      MigrationPlan plan = plan(wanted);
      Set<String> outdated = plan.isEmpty() ? Set.of() : changer.apply(plan);
      for (TableMigration table : plan.changedTables()) {
        if (!outdated.contains(table.wanted().name())) {
          done.add(table);
        }
      }
      if (outdated.isEmpty()) {
        return done;
      }
      List<String> names = outdated.stream().sorted().toList();
      if (!rounds.mayRetry(LEAST_ROUNDS)) {
        throw new DestinationException.Transient(
            "somebody else keeps changing the tables " + names, null);
      }
      rounds.pause("the tables " + names);
    }
  }
}
