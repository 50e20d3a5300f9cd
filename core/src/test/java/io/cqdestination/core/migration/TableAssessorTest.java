package io.cqdestination.core.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.core.migration.SchemaCapabilities.KeyMoves;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.ColumnType.IntegerType;
import io.cqdestination.core.table.ColumnType.TextType;
import io.cqdestination.core.table.ColumnType.UuidType;
import io.cqdestination.core.table.Table;
import org.junit.jupiter.api.Test;

class TableAssessorTest {
  private static final ColumnType LONG = new IntegerType(64, true);
  private static final ColumnType TEXT = new TextType(false);

  private final TableAssessor assessor =
      new TableAssessor(
          new PlainMapping(),
          SchemaCapabilities.LEAST.withKeyMoves(KeyMoves.AT_ONCE).withUniqueConstraints());

  @Test
  void aNewTableIsCreated() {
    TableFinding finding = assessor.assess(null, Table.of("t", Column.of("v", TEXT)));

    assertThat(finding.category()).isEqualTo(FindingCategory.AUTOMATICALLY_MIGRATABLE);
    assertThat(finding.safeModeBehavior()).isEqualTo("creates the table");
    assertThat(finding.columns()).isEmpty();
  }

  @Test
  void aRemovedTableIsKept() {
    TableFinding finding = assessor.assess(Table.of("t", Column.of("v", TEXT)), null);

    assertThat(finding.category()).isEqualTo(FindingCategory.TABLE_REMOVED);
    assertThat(finding.forcedModeBehavior()).contains("keeps the table");
  }

  @Test
  void equalTablesAreNoChange() {
    Table table = Table.of("t", Column.of("v", TEXT), Column.of("_source", TEXT));

    TableFinding finding = assessor.assess(table, table);

    assertThat(finding.category()).isEqualTo(FindingCategory.NO_CHANGE);
    assertThat(finding.columns()).isEmpty();
  }

  @Test
  void addedAndRemovedColumnsMigrateAutomatically() {
    TableFinding finding =
        assessor.assess(
            Table.of("t", Column.of("gone", TEXT)), Table.of("t", Column.of("new", LONG)));

    assertThat(finding.category()).isEqualTo(FindingCategory.AUTOMATICALLY_MIGRATABLE);
    assertThat(finding.columns())
        .extracting(
            ColumnFinding::columnName,
            ColumnFinding::category,
            ColumnFinding::oldType,
            ColumnFinding::newType)
        .containsExactly(
            tuple("new", FindingCategory.AUTOMATICALLY_MIGRATABLE, "", "int64"),
            tuple("gone", FindingCategory.AUTOMATICALLY_MIGRATABLE, "text", ""));
    assertThat(finding.columns().getFirst().safeModeBehavior()).contains("adds the column");
    assertThat(finding.columns().getLast().safeModeBehavior()).contains("keeps the column");
  }

  @Test
  void aChangedTypeIsRefusedOrForced() {
    TableFinding finding =
        assessor.assess(
            Table.of("t", Column.of("x", TEXT), Column.of("y", TEXT)),
            Table.of("t", Column.of("x", LONG), Column.of("y", TEXT), Column.of("z", TEXT)));

    assertThat(finding.category()).isEqualTo(FindingCategory.MANUAL_MIGRATION_REQUIRED);
    assertThat(finding.safeModeBehavior()).contains("refuses");
    assertThat(finding.forcedModeBehavior()).contains("drops the table");
    assertThat(finding.columns())
        .extracting(ColumnFinding::columnName, ColumnFinding::category)
        .containsExactly(
            tuple("x", FindingCategory.MANUAL_MIGRATION_REQUIRED),
            tuple("z", FindingCategory.AUTOMATICALLY_MIGRATABLE));
    assertThat(finding.columns())
        .allSatisfy(column -> {
          assertThat(column.safeModeBehavior()).contains("refuses");
          assertThat(column.forcedModeBehavior()).contains("drops the table");
        });
  }

  @Test
  void aKeyThatMovesToTheRowIdMigratesAutomatically() {
    Column id = new Column("id", LONG, false, true, false);
    Column rowId = new Column("_cq_id", new UuidType(), false, false, true);
    Column rowIdKey = new Column("_cq_id", new UuidType(), false, true, false);

    TableFinding finding =
        assessor.assess(Table.of("t", rowId, id), Table.of("t", rowIdKey, Column.of("id", LONG)));

    assertThat(finding.category()).isEqualTo(FindingCategory.AUTOMATICALLY_MIGRATABLE);
    assertThat(finding.columns())
        .extracting(ColumnFinding::columnName, ColumnFinding::safeModeBehavior)
        .containsExactly(
            tuple(
                "_cq_id",
                "drops the unique constraint t__cq_id_key; moves the primary key to _cq_id"),
            tuple("id", "moves the primary key to _cq_id"));
  }

  @Test
  void aUniqueConstraintThatComesChangesNothing() {
    Column unique = new Column("u", LONG, true, false, true);

    TableFinding finding =
        assessor.assess(Table.of("t", Column.of("u", LONG)), Table.of("t", unique));

    assertThat(finding.category()).isEqualTo(FindingCategory.NO_CHANGE);
    assertThat(finding.columns())
        .extracting(ColumnFinding::safeModeBehavior)
        .containsExactly("leaves the column without a unique constraint");
  }

  @Test
  void aTableThatCannotBeIsForTheUserToSettle() {
    TableFinding finding =
        assessor.assess(
            null, Table.of("t", Column.of("0123456789a", TEXT), Column.of("0123456789b", TEXT)));

    assertThat(finding.category()).isEqualTo(FindingCategory.MANUAL_MIGRATION_REQUIRED);
    assertThat(finding.safeModeBehavior()).contains("0123456789a and 0123456789b");
  }

  private static org.assertj.core.groups.Tuple tuple(Object... values) {
    return new org.assertj.core.groups.Tuple(values);
  }
}
