package io.cqdestination.core.migration;

import io.cqdestination.core.failure.DestinationException.RefusedMigration;
import io.cqdestination.core.migration.TableDifference.RowsOutdated;
import io.cqdestination.core.table.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides what has to be done to tables, without touching them. Pure, but for the time of day in
 * names, and thread-safe.
 */
public final class MigrationPlanner {
  private final TableMapping mapping;
  private final SchemaCapabilities capabilities;
  private final List<DerivedTables> derived;

  public MigrationPlanner(TableMapping mapping, SchemaCapabilities capabilities) {
    this(mapping, capabilities, List.of());
  }

  /**
   * @param derived tables beside those of sources, of several kinds
   */
  public MigrationPlanner(
      TableMapping mapping, SchemaCapabilities capabilities, List<DerivedTables> derived) {
    this.mapping = mapping;
    this.capabilities = capabilities;
    this.derived = List.copyOf(derived);
  }

  /** Tells beforehand what plans would be, without what is there. */
  public TableAssessor assessor() {
    return new TableAssessor(mapping, capabilities, derived);
  }

  /** The names under which {@link SchemaCatalog#find} has to look for the tables. */
  public List<String> storedNames(List<WantedTable> wanted) {
    Set<String> names = new LinkedHashSet<>(expected(wanted));
    for (WantedTable table : wanted) {
      names.add(mapping.storedName(table.table().name()));
      for (DerivedTables kind : derived) {
        kind.of(table.table()).forEach(beside -> names.add(beside.name()));
      }
    }
    return List.copyOf(names);
  }

  /**
   * Plans the migration of all tables of a stream.
   *
   * @param found what is there, by stored name
   * @throws RefusedMigration when one of the tables cannot get there in its mode; the message lists
   *     every such table with every difference
   */
  public MigrationPlan plan(List<WantedTable> wanted, Map<String, StoredTable> found) {
    return plan(wanted, found, List.of());
  }

  /**
   * As {@link #plan(List, Map)}.
   *
   * @param lost columns that are not converted, as that would lose values
   */
  public MigrationPlan plan(
      List<WantedTable> wanted, Map<String, StoredTable> found, List<LostValues> lost) {
    RefusalText refusal = new RefusalText(capabilities.tableRenames());
    List<StoredTable> stored =
        wanted.stream().map(table -> capabilities.held(mapping.stored(table.table()))).toList();
    new TableObjections(mapping, derived).check(wanted, stored, refusal);
    List<TableMigration> migrations = new ArrayList<>(wanted.size());
    for (int i = 0; i < wanted.size(); i++) {
      StoredTable table = stored.get(i);
      MigrationMode mode = wanted.get(i).mode();
      @Nullable StoredTable there = found.get(table.name());
      TableMigration migration = migration(planner(table, there, lost), there, mode, refusal);
      migrations.add(migration);
      for (DerivedTables kind : derived) {
        MigrationMode itsMode = kind.areKept() ? MigrationMode.FORCED : mode;
        for (StoredTable beside : kind.of(wanted.get(i).table())) {
          StoredTable held = capabilities.held(beside);
          @Nullable StoredTable other = found.get(held.name());
          TablePlanner planner = planner(kind, held, other, migration, lost);
          migrations.add(migration(planner, other, itsMode, refusal));
        }
      }
    }
    if (!refusal.isEmpty()) {
      throw new RefusedMigration(refusal.toString());
    }
    return new MigrationPlan(migrations, absent(wanted, stored, found));
  }

  private static TableMigration migration(
      TablePlanner planner, @Nullable StoredTable found, MigrationMode mode, RefusalText refusal) {
    return found == null ? planner.create() : planner.change(found, mode, refusal);
  }

  /** For a source's own table. */
  private TablePlanner planner(
      StoredTable table, @Nullable StoredTable found, List<LostValues> lost) {
    TablePlanner planner =
        new TablePlanner(mapping, capabilities, table, capabilities.tableRenames(), lost);
    if (found != null) {
      derived.forEach(kind -> planner.add(kind.claims(found)));
    }
    return planner;
  }

  /**
   * For a table beside one.
   *
   * @param source what becomes of the table whose rows it is made of
   */
  private TablePlanner planner(
      DerivedTables kind,
      StoredTable beside,
      @Nullable StoredTable found,
      TableMigration source,
      List<LostValues> lost) {
    TablePlanner planner = new TablePlanner(kind, capabilities, beside, kind.areKept(), lost);
    if (source.dropsTable() || source.renamesTable()) {
      planner.add(new RowsOutdated("table %s: created again".formatted(source.wanted().name())));
    }
    if (found != null) {
      kind.outdated(beside, found).forEach(words -> planner.add(new RowsOutdated(words)));
      planner.add(kind.obstacles(beside, found));
    }
    return planner;
  }

  private List<String> expected(List<WantedTable> wanted) {
    return derived.stream().flatMap(kind -> kind.expected(tables(wanted)).stream()).toList();
  }

  private static List<Table> tables(List<WantedTable> wanted) {
    return wanted.stream().map(WantedTable::table).toList();
  }

  private List<String> absent(
      List<WantedTable> wanted, List<StoredTable> stored, Map<String, StoredTable> found) {
    Set<String> known = new HashSet<>(found.keySet());
    stored.forEach(table -> known.add(table.name()));
    return expected(wanted).stream().filter(name -> !known.contains(name)).toList();
  }
}
