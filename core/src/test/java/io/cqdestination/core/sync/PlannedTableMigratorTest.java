package io.cqdestination.core.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.failure.DestinationException.Transient;
import io.cqdestination.core.migration.MigrationMode;
import io.cqdestination.core.migration.MigrationPlan;
import io.cqdestination.core.migration.MigrationPlanner;
import io.cqdestination.core.migration.SchemaCapabilities;
import io.cqdestination.core.migration.SchemaChange.CreateTable;
import io.cqdestination.core.migration.SchemaChanger;
import io.cqdestination.core.migration.StoredColumn;
import io.cqdestination.core.migration.StoredTable;
import io.cqdestination.core.migration.TableMapping;
import io.cqdestination.core.migration.TableMigration;
import io.cqdestination.core.sync.WriteMessage.MigrateTable;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType.TextType;
import io.cqdestination.core.table.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlannedTableMigratorTest {
  private static final TableMapping MAPPING =
      table ->
          new StoredTable(
              table.name(),
              table.columns().stream()
                  .map(column -> new StoredColumn(column.name(), "text", false, false, null, null))
                  .toList(),
              null,
              null);

  private final Map<String, StoredTable> database = new HashMap<>();
  private final List<MigrationPlan> applied = new ArrayList<>();

  @Test
  void plansAgainWhatSomebodyElseChangedMeanwhile() {
    StoredTable other = MAPPING.stored(Table.of("b", Column.of("x", new TextType(false))));
    PlannedTableMigrator migrator =
        migrator(plan -> {
          apply(plan, "a", "c");
          return database.putIfAbsent("b", other) == null ? Set.of("b") : Set.of();
        });

    List<TableMigration> done = migrator.migrate(List.of(message("a"), message("b"), message("c")));

    assertThat(applied).hasSize(2);
    assertThat(applied.getLast().changedTables())
        .extracting(table -> table.wanted().name())
        .containsExactly("b");
    assertThat(done).extracting(table -> table.wanted().name()).containsExactly("a", "c", "b");
    assertThat(done.getLast().found()).isEqualTo(other);
  }

  @Test
  void asksForNothingWhereNothingHasToBeDone() {
    database.put("a", MAPPING.stored(message("a").table()));

    PlannedTableMigrator migrator =
        migrator(plan -> {
          throw new AssertionError("nothing to apply in " + plan);
        });

    assertThat(migrator.migrate(List.of(message("a")))).isEmpty();
  }

  @Test
  void outlastsSomebodyWhoChangesTheTableForAWhile() {
    long end = System.nanoTime() + Duration.ofMillis(300).toNanos();
    PlannedTableMigrator migrator =
        migrator(plan -> {
          if (System.nanoTime() - end < 0) {
            return Set.of("a");
          }
          apply(plan, "a");
          return Set.of();
        });

    assertThat(migrator.migrate(List.of(message("a")))).hasSize(1);
  }

  @Test
  void givesUpOnTablesThatNeverStandStill() {
    PlannedTableMigrator migrator = migrator(_ -> Set.of("a"), Duration.ZERO);

    assertThatThrownBy(() -> migrator.migrate(List.of(message("a"))))
        .isInstanceOf(Transient.class)
        .hasMessageContaining("[a]");
  }

  private PlannedTableMigrator migrator(SchemaChanger changer) {
    return migrator(changer, Duration.ofMinutes(1));
  }

  private PlannedTableMigrator migrator(SchemaChanger changer, Duration patience) {
    return new PlannedTableMigrator(
        new MigrationPlanner(MAPPING, SchemaCapabilities.LEAST),
        _ -> Map.copyOf(database),
        plan -> {
          applied.add(plan);
          return changer.apply(plan);
        },
        _ -> List.of(),
        patience);
  }

  private void apply(MigrationPlan plan, String... tables) {
    for (TableMigration table : plan.changedTables()) {
      if (List.of(tables).contains(table.wanted().name())) {
        assertThat(table.changes()).allMatch(CreateTable.class::isInstance);
        database.put(table.wanted().name(), table.wanted());
      }
    }
  }

  private static MigrateTable message(String name) {
    return new MigrateTable(
        Table.of(name, Column.of("v", new TextType(false))), MigrationMode.SAFE);
  }
}
