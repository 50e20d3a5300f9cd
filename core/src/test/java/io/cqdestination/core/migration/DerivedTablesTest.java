package io.cqdestination.core.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.failure.DestinationException.RefusedMigration;
import io.cqdestination.core.migration.SchemaChange.CreateTable;
import io.cqdestination.core.migration.SchemaChange.DropTable;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType.IntegerType;
import io.cqdestination.core.table.ColumnType.TextType;
import io.cqdestination.core.table.Table;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tables that a destination makes of the rows of others. */
class DerivedTablesTest {
  private static final Table TEXTS = Table.of("t", Column.of("v", new TextType(false)));
  private static final Table NUMBERS = Table.of("t", Column.of("v", new IntegerType(64, true)));
  private static final PlainMapping MAPPING = new PlainMapping();
  private static final StoredTable BESIDE =
      MAPPING.stored(Table.of("t_x", Column.of("x", new TextType(false))));

  private final MigrationPlanner planner =
      new MigrationPlanner(MAPPING, SchemaCapabilities.LEAST, List.of(new Lengths()));

  @Test
  void theyAreLookedForAndMadeWithTheirTable() {
    WantedTable wanted = new WantedTable(TEXTS, MigrationMode.SAFE);

    assertThat(planner.storedNames(List.of(wanted))).containsExactly("awaited", "t", "t_x");
    MigrationPlan plan = planner.plan(List.of(wanted), Map.of());
    assertThat(plan.tables())
        .flatExtracting(TableMigration::changes)
        .containsExactly(new CreateTable(MAPPING.stored(TEXTS)), new CreateTable(BESIDE));
    assertThat(plan.absent()).containsExactly("awaited");
  }

  @Test
  void theyAreMadeAgainWithTheirTable() {
    WantedTable wanted = new WantedTable(NUMBERS, MigrationMode.FORCED);

    TableMigration beside =
        planner
            .plan(List.of(wanted), Map.of("t", MAPPING.stored(TEXTS), "t_x", BESIDE))
            .tables()
            .getLast();

    assertThat(beside.changes()).containsExactly(new DropTable("t_x"), new CreateTable(BESIDE));
    assertThat(beside.reasons()).containsExactly("table t: created again");
  }

  @Test
  void rowsThatAreOutdatedAreRefusedUnlessItIsForced() {
    StoredTable old = new StoredTable("t_x", BESIDE.columns(), null, "old");
    Map<String, StoredTable> found = Map.of("t", MAPPING.stored(TEXTS), "t_x", old);

    assertThatThrownBy(
            () -> planner.plan(List.of(new WantedTable(TEXTS, MigrationMode.SAFE)), found))
        .isInstanceOf(RefusedMigration.class)
        .hasMessageContaining("t_x\n    - counted otherwise");
    assertThat(planner.plan(List.of(new WantedTable(TEXTS, MigrationMode.FORCED)), found).tables())
        .extracting(TableMigration::dropsTable)
        .containsExactly(false, true);
  }

  @Test
  void anObstacleIsRefusedInAnyMode() {
    StoredTable foreign = new StoredTable("t_x", BESIDE.columns(), null, "foreign");
    Map<String, StoredTable> found = Map.of("t_x", foreign);

    assertThatThrownBy(
            () -> planner.plan(List.of(new WantedTable(TEXTS, MigrationMode.FORCED)), found))
        .hasMessageContaining("not by `migrate_mode: forced` either")
        .hasMessageContaining("t_x\n    - holds something else");
  }

  @Test
  void anObjectionConcernsTheTableThatTheyAreMadeOf() {
    Table wanted = Table.of("t", Column.of("w", new TextType(false)));

    assertThatThrownBy(
            () -> planner.plan(List.of(new WantedTable(wanted, MigrationMode.FORCED)), Map.of()))
        .hasMessageContaining("t\n    - there is no v");
    assertThat(planner.assessor().assess(null, wanted).safeModeBehavior())
        .contains("there is no v");
  }

  /** A table of lengths beside each, whose comment tells what counted them. */
  private static final class Lengths implements DerivedTables {
    @Override
    public List<StoredTable> of(Table wanted) {
      return List.of(BESIDE);
    }

    @Override
    public List<String> objections(StoredTable wanted) {
      return wanted.column("v").isPresent() ? List.of() : List.of("there is no v");
    }

    @Override
    public List<String> expected(List<Table> wanted) {
      return List.of("awaited");
    }

    @Override
    public List<String> obstacles(StoredTable derived, StoredTable found) {
      return "foreign".equals(found.comment()) ? List.of("holds something else") : List.of();
    }

    @Override
    public List<String> outdated(StoredTable derived, StoredTable found) {
      return "old".equals(found.comment()) ? List.of("counted otherwise") : List.of();
    }
  }
}
