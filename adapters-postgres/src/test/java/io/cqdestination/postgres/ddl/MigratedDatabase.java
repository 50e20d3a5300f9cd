package io.cqdestination.postgres.ddl;

import io.cqdestination.core.migration.MigrationMode;
import io.cqdestination.core.migration.MigrationPlan;
import io.cqdestination.core.migration.MigrationPlanner;
import io.cqdestination.core.migration.SchemaCapabilities;
import io.cqdestination.core.migration.StoredTable;
import io.cqdestination.core.migration.TableMigration;
import io.cqdestination.core.migration.WantedTable;
import io.cqdestination.core.sync.PlannedTableMigrator;
import io.cqdestination.core.sync.WriteMessage.MigrateTable;
import io.cqdestination.core.table.Table;
import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.postgres.catalog.TableCatalog;
import io.cqdestination.postgres.connection.ConnectionSource;
import io.cqdestination.postgres.dialect.DatabaseFacts;
import io.cqdestination.postgres.dialect.SchemaName;
import io.cqdestination.postgres.failure.RetriedTransaction;
import io.cqdestination.postgres.type.PostgresWidening;
import io.cqdestination.postgres.type.StoredTableMapping;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A real database with everything that migrates tables in it. */
public final class MigratedDatabase {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final DatabaseFacts facts;
  private final TableCatalog catalog;
  private final TableGrants grants;
  private final TableChanger changer;
  private final PlannedTableMigrator migrator;

  private MigratedDatabase(
      DatabaseFacts facts,
      ConnectionSource connections,
      Duration patience,
      boolean indexes,
      TableGrants grants,
      boolean keepsRows) {
    SchemaName schema = facts.currentSchema().orElseThrow();
    StoredTableMapping mapping =
        new StoredTableMapping(facts.dialect(), facts.nameLimit(), indexes);
    this.facts = facts;
    SchemaCapabilities plain = facts.dialect().capabilities();
    MigrationPlanner planner =
        new MigrationPlanner(mapping, keepsRows ? PostgresWidening.keepingRows(plain) : plain);
    this.catalog = new TableCatalog(connections, facts.dialect(), schema);
    this.grants = grants;
    this.changer =
        new TableChanger(connections, facts.dialect(), schema, catalog, grants, patience);
    this.migrator =
        new PlannedTableMigrator(
            planner,
            catalog,
            changer,
            new StoredValueCheck(schema, new RetriedTransaction(connections, patience)));
  }

  /** Without performance indexes. */
  public static MigratedDatabase of(Database database) {
    return of(new TranslatedConnections(database::connect), PATIENCE, false);
  }

  /** With performance indexes. */
  static MigratedDatabase withIndexes(Database database) {
    return of(new TranslatedConnections(database::connect), PATIENCE, true);
  }

  /** With rights on new tables. */
  static MigratedDatabase granting(Database database, TableGrants grants) {
    return of(new TranslatedConnections(database::connect), PATIENCE, false, grants);
  }

  /** Types are changed in place where that loses nothing. */
  static MigratedDatabase keepingRows(Database database) {
    return of(
        new TranslatedConnections(database::connect), PATIENCE, false, TableGrants.NONE, true);
  }

  static MigratedDatabase of(ConnectionSource connections, Duration patience, boolean indexes) {
    return of(connections, patience, indexes, TableGrants.NONE);
  }

  private static MigratedDatabase of(
      ConnectionSource connections, Duration patience, boolean indexes, TableGrants grants) {
    return of(connections, patience, indexes, grants, false);
  }

  private static MigratedDatabase of(
      ConnectionSource connections,
      Duration patience,
      boolean indexes,
      TableGrants grants,
      boolean keepsRows) {
    try (Connection connection = connections.connect()) {
      return new MigratedDatabase(
          DatabaseFacts.read(connection), connections, patience, indexes, grants, keepsRows);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  void migrate(Table... tables) {
    migrate(MigrationMode.SAFE, tables);
  }

  void force(Table... tables) {
    migrate(MigrationMode.FORCED, tables);
  }

  void migrate(MigrationMode mode, Table... tables) {
    migrator.migrate(Arrays.stream(tables).map(table -> new MigrateTable(table, mode)).toList());
  }

  /** What a migration would do now. */
  MigrationPlan plan(MigrationMode mode, Table... tables) {
    List<WantedTable> wanted =
        Arrays.stream(tables).map(table -> new WantedTable(table, mode)).toList();
    return migrator.plan(wanted);
  }

  /** The statements that a migration would run now. */
  List<String> preview(MigrationMode mode, Table... tables) {
    return new ChangeStatements(facts.dialect(), facts.currentSchema().orElseThrow(), grants)
        .statements(plan(mode, tables));
  }

  /** The script that a person would be shown now. */
  String script(MigrationMode mode, Table... tables) {
    return new MigrationScript(facts.dialect(), facts.currentSchema().orElseThrow(), grants)
        .of(plan(mode, tables));
  }

  /** Whether a migration would change nothing. */
  boolean isAsWanted(Table... tables) {
    return plan(MigrationMode.SAFE, tables).tables().stream()
        .map(TableMigration::changes)
        .allMatch(List::isEmpty);
  }

  /** The table as the catalogue shows it. */
  StoredTable table(String name) {
    return Objects.requireNonNull(catalog.find(List.of(name)).get(name), name);
  }

  public TableCatalog catalog() {
    return catalog;
  }

  TableChanger changer() {
    return changer;
  }
}
