package io.cqdestination.core.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.failure.DestinationException.RefusedMigration;
import io.cqdestination.core.migration.SchemaCapabilities.KeyMoves;
import io.cqdestination.core.migration.SchemaChange.AllowNull;
import io.cqdestination.core.migration.SchemaChange.CreateTable;
import io.cqdestination.core.migration.SchemaChange.WidenColumn;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.ColumnType.IntegerType;
import io.cqdestination.core.table.ColumnType.UuidType;
import io.cqdestination.core.table.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A plan asks for what the database says that it can, and for nothing else. */
class SchemaCapabilitiesTest {
  private static final ColumnType LONG = new IntegerType(64, true);
  private static final Column MAY_BE_NULL = Column.of("v", LONG);
  private static final Column NOT_NULL = new Column("v", LONG, false, false, false);
  private static final TypeWidening TO_LONG =
      (from, to) ->
          from.equals("int32") && to.equals("int64")
              ? Optional.of(TypeWidening.Cost.REWRITE)
              : Optional.empty();

  @Test
  void whatNoTableOfTheDatabaseHasIsLeftOut() {
    Column unique = new Column("v", LONG, true, false, true);
    Table wanted = new Table("t", "What it is", null, List.of(unique));
    StoredColumn plain = new StoredColumn("v", "int64", false, false, null, null);

    assertThat(plan(SchemaCapabilities.LEAST, wanted, Map.of()))
        .containsExactly(new CreateTable(new StoredTable("t", List.of(plain), null, null)));
    assertThat(plan(SchemaCapabilities.LEAST, wanted, Map.of("t", stored(Table.of("t", unique)))))
        .isEmpty();
  }

  @Test
  void aTypeIsWidenedWhereThatLosesNothing() {
    Table narrow = Table.of("t", Column.of("v", new IntegerType(32, true)));
    Table wide = Table.of("t", MAY_BE_NULL);
    SchemaCapabilities widening = SchemaCapabilities.LEAST.withWidening(TO_LONG);

    assertThat(plan(widening, wide, Map.of("t", stored(narrow))))
        .containsExactly(new WidenColumn("t", "v", "int64"));
    assertRefused(widening, narrow, stored(wide));
    assertRefused(SchemaCapabilities.LEAST, wide, stored(narrow));
  }

  @Test
  void notNullIsDroppedWhereTheDatabaseDropsIt() {
    StoredTable found = stored(Table.of("t", NOT_NULL));
    SchemaCapabilities releasing = SchemaCapabilities.LEAST.withNotNullReleases();

    assertThat(plan(releasing, Table.of("t", MAY_BE_NULL), Map.of("t", found)))
        .containsExactly(new AllowNull("t", "v"));
    assertRefused(releasing, Table.of("t", NOT_NULL), stored(Table.of("t", MAY_BE_NULL)));
    assertRefused(SchemaCapabilities.LEAST, Table.of("t", MAY_BE_NULL), found);
  }

  @Test
  void notNullIsLeftOverWhereKeysMoveInStepsAlone() {
    Column rowId = new Column("_cq_id", new UuidType(), false, true, false);
    StoredTable found = stored(Table.of("t", rowId, NOT_NULL));
    Table wanted = Table.of("t", rowId, MAY_BE_NULL);

    assertThat(
            plan(
                SchemaCapabilities.LEAST.withKeyMoves(KeyMoves.IN_STEPS),
                wanted,
                Map.of("t", found)))
        .containsExactly(new AllowNull("t", "v"));
    assertRefused(SchemaCapabilities.LEAST.withKeyMoves(KeyMoves.AT_ONCE), wanted, found);
  }

  private static void assertRefused(
      SchemaCapabilities capabilities, Table wanted, StoredTable found) {
    assertThatThrownBy(() -> plan(capabilities, wanted, Map.of("t", found)))
        .isInstanceOf(RefusedMigration.class)
        .hasMessageContaining("column v");
    assertThat(
            new MigrationPlanner(new PlainMapping(), capabilities)
                .plan(List.of(new WantedTable(wanted, MigrationMode.FORCED)), Map.of("t", found))
                .tables()
                .getFirst()
                .dropsTable())
        .isTrue();
  }

  private static List<SchemaChange> plan(
      SchemaCapabilities capabilities, Table wanted, Map<String, StoredTable> found) {
    return new MigrationPlanner(new PlainMapping(), capabilities)
        .plan(List.of(new WantedTable(wanted, MigrationMode.SAFE)), found)
        .tables()
        .getFirst()
        .changes();
  }

  private static StoredTable stored(Table table) {
    return new PlainMapping().stored(table);
  }
}
