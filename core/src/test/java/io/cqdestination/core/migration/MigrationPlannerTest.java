package io.cqdestination.core.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.failure.DestinationException.RefusedMigration;
import io.cqdestination.core.migration.SchemaCapabilities.KeyMoves;
import io.cqdestination.core.migration.SchemaChange.AddColumn;
import io.cqdestination.core.migration.SchemaChange.CommentTable;
import io.cqdestination.core.migration.SchemaChange.CreateIndex;
import io.cqdestination.core.migration.SchemaChange.CreateTable;
import io.cqdestination.core.migration.SchemaChange.DropTable;
import io.cqdestination.core.migration.SchemaChange.DropUniqueConstraint;
import io.cqdestination.core.migration.SchemaChange.MovePrimaryKey;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.ColumnType.IntegerType;
import io.cqdestination.core.table.ColumnType.TextType;
import io.cqdestination.core.table.ColumnType.UuidType;
import io.cqdestination.core.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MigrationPlannerTest {
  private static final ColumnType LONG = new IntegerType(64, true);
  private static final ColumnType TEXT = new TextType(false);
  private static final Column ID = key("id", LONG);
  private static final Column V = Column.of("v", TEXT);
  private static final Column ROW_ID = new Column("_cq_id", new UuidType(), false, true, false);

  private final PlainMapping mapping = new PlainMapping();
  private final SchemaCapabilities capabilities =
      SchemaCapabilities.LEAST
          .withKeyMoves(KeyMoves.AT_ONCE)
          .withUniqueConstraints()
          .withComments();
  private final MigrationPlanner planner = new MigrationPlanner(mapping, capabilities);

  @Test
  void createsAMissingTableWithItsIndexAndComment() {
    Table table = new Table("t", "What it is", null, List.of(ID, Column.of("_source", TEXT)));

    assertThat(changes(MigrationMode.SAFE, table))
        .containsExactly(
            new CreateTable(mapping.stored(table)),
            new CreateIndex("t", new StoredIndex("t_i", List.of("_source"))),
            new CommentTable("t", "What it is"));
  }

  @Test
  void findsNothingToDoForATableThatIsAsWanted() {
    Table table = Table.of("t", ID, V, unique("u"));

    assertThat(changes(MigrationMode.SAFE, table, mapping.stored(table))).isEmpty();
  }

  @Test
  void ignoresTablesWithoutColumns() {
    assertThat(changes(MigrationMode.SAFE, Table.of("t"))).isEmpty();
  }

  @Test
  void addsANullableColumnWithoutItsUniqueConstraint() {
    StoredTable found = mapping.stored(Table.of("t", ID));

    List<SchemaChange> changes = changes(MigrationMode.SAFE, Table.of("t", ID, unique("u")), found);

    assertThat(changes)
        .singleElement()
        .isInstanceOfSatisfying(
            AddColumn.class, change -> assertThat(change.column().name()).isEqualTo("u"));
  }

  @Test
  void refusesANewColumnThatMayNotBeNull() {
    StoredTable found = mapping.stored(Table.of("t", V));

    assertThatThrownBy(() -> changes(MigrationMode.SAFE, Table.of("t", V, notNull("n")), found))
        .isInstanceOf(RefusedMigration.class)
        .hasMessageContaining("column n: added as int64 NOT NULL")
        .hasMessageContaining("migrate_mode: forced");
  }

  @Test
  void leavesColumnsAloneThatRowsMayLeaveOut() {
    StoredTable found =
        found(
            Table.of("t", V),
            new StoredColumn("nullable", "int64", false, false, null, null),
            new StoredColumn("filled", "int64", true, true, null, null));

    assertThat(changes(MigrationMode.SAFE, Table.of("t", V), found)).isEmpty();
  }

  @Test
  void refusesTheLossOfAColumnThatRowsMustHave() {
    StoredTable found =
        found(Table.of("t", V), new StoredColumn("must", "int64", true, false, null, null));

    assertThatThrownBy(() -> changes(MigrationMode.SAFE, Table.of("t", V), found))
        .hasMessageContaining("column must: removed, was int64 NOT NULL");
  }

  @Test
  void refusesTheLossOfAKeyColumnEvenWithADefault() {
    StoredTable found =
        new StoredTable(
            "t",
            List.of(
                new StoredColumn("k", "int64", true, true, null, null),
                new StoredColumn("id", "int64", true, false, null, null)),
            new StoredKey("t_pkey", List.of("id", "k")),
            null);

    assertThatThrownBy(() -> changes(MigrationMode.SAFE, Table.of("t", ID), found))
        .hasMessageContaining("column k: removed, was int64 NOT NULL, part of the key")
        .hasMessageContaining("primary key: changed from (id, k) to (id)");
  }

  @Test
  void leavesAnAddedUniqueConstraintAlone() {
    StoredTable found = mapping.stored(Table.of("t", ID, Column.of("u", LONG)));

    assertThat(changes(MigrationMode.SAFE, Table.of("t", ID, unique("u")), found)).isEmpty();
  }

  @Test
  void dropsItsOwnUniqueConstraintWhenTheSourceGivesItUp() {
    StoredTable found = mapping.stored(Table.of("t", ID, unique("u")));

    assertThat(changes(MigrationMode.SAFE, Table.of("t", ID, Column.of("u", LONG)), found))
        .containsExactly(new DropUniqueConstraint("t", "u", "t_u_key"));
  }

  @Test
  void keepsAUniqueConstraintOfAnotherName() {
    StoredTable found =
        found(Table.of("t", ID), new StoredColumn("u", "int64", false, false, "mine", null));

    assertThat(changes(MigrationMode.SAFE, Table.of("t", ID, Column.of("u", LONG)), found))
        .isEmpty();
  }

  @Test
  void movesTheKeyToTheRowId() {
    Column rowId = new Column("_cq_id", new UuidType(), false, false, true);
    StoredTable found = mapping.stored(Table.of("t", rowId, ID, key("part", TEXT)));
    Table wanted = Table.of("t", ROW_ID, notNull("id"), Column.of("part", TEXT));

    assertThat(changes(MigrationMode.SAFE, wanted, found))
        .containsExactly(
            new DropUniqueConstraint("t", "_cq_id", "t__cq_id_key"),
            new MovePrimaryKey(
                "t", new StoredKey("t_pkey", List.of("id", "part")), "_cq_id", List.of("part")));
  }

  @Test
  void refusesToMoveAKeyThatTheDatabaseCannotMove() {
    Column rowId = new Column("_cq_id", new UuidType(), false, false, false);
    StoredTable found = mapping.stored(Table.of("t", rowId, ID));
    WantedTable wanted = new WantedTable(Table.of("t", ROW_ID, notNull("id")), MigrationMode.SAFE);

    assertThatThrownBy(() ->
            new MigrationPlanner(mapping, capabilities.withKeyMoves(KeyMoves.NEVER))
                .plan(List.of(wanted), Map.of("t", found)))
        .isInstanceOf(RefusedMigration.class)
        .hasMessageContaining("primary key");
  }

  @Test
  void movesTheKeyAlsoWhenAnOldKeyColumnIsGone() {
    Column rowId = new Column("_cq_id", new UuidType(), false, false, false);
    StoredTable found = mapping.stored(Table.of("t", rowId, ID));

    assertThat(changes(MigrationMode.SAFE, Table.of("t", ROW_ID), found))
        .containsExactly(
            new MovePrimaryKey(
                "t", new StoredKey("t_pkey", List.of("id")), "_cq_id", List.of("id")));
  }

  @Test
  void refusesToMoveTheKeyToARowIdThatMayBeNull() {
    StoredTable found = mapping.stored(Table.of("t", Column.of("_cq_id", new UuidType()), ID));

    assertThatThrownBy(
            () -> changes(MigrationMode.SAFE, Table.of("t", ROW_ID, Column.of("id", LONG)), found))
        .hasMessageContaining("column _cq_id: NOT NULL added");
  }

  @Test
  void ignoresTheOrderOfTheKeyAndItsName() {
    StoredTable found =
        new StoredTable(
            "t",
            mapping.stored(Table.of("t", ID, key("part", TEXT))).columns(),
            new StoredKey("t_cqpk", List.of("part", "id")),
            null);

    assertThat(changes(MigrationMode.SAFE, Table.of("t", ID, key("part", TEXT)), found)).isEmpty();
  }

  @Test
  void refusesAKeyThatComesOrGoes() {
    StoredTable keyed = mapping.stored(Table.of("t", ID));
    StoredTable plain = mapping.stored(Table.of("t", notNull("id")));

    assertThatThrownBy(() -> changes(MigrationMode.SAFE, Table.of("t", notNull("id")), keyed))
        .hasMessageContaining("primary key: (id) removed");
    assertThatThrownBy(() -> changes(MigrationMode.SAFE, Table.of("t", ID), plain))
        .hasMessageContaining("primary key: (id) added");
  }

  @Test
  void listsEveryDifferenceOfEveryTableByName() {
    Table b = Table.of("b", Column.of("x", LONG), Column.of("y", LONG));
    Table a = Table.of("a", notNull("id"), V);
    List<StoredTable> found =
        List.of(
            mapping.stored(Table.of("b", Column.of("x", TEXT), notNull("y"))),
            mapping.stored(Table.of("a", Column.of("id", LONG), V)));

    assertThatThrownBy(() ->
            planner.plan(
                List.of(
                    new WantedTable(b, MigrationMode.SAFE), new WantedTable(a, MigrationMode.SAFE)),
                byName(found)))
        .isInstanceOf(RefusedMigration.class)
        .message()
        .endsWith(
            """
            a
              - column id: NOT NULL added
            b
              - column x: type changed from text to int64
              - column y: NOT NULL removed\
            """
                .indent(2)
                .stripTrailing());
  }

  @Test
  void dropsWhenForcedAndOnlyTheTablesThatNeedIt() {
    Table changed = Table.of("changed", Column.of("x", LONG));
    Table grown = Table.of("grown", V, Column.of("x", LONG));
    List<StoredTable> found =
        List.of(
            mapping.stored(Table.of("changed", Column.of("x", TEXT))),
            mapping.stored(Table.of("grown", V)));

    MigrationPlan plan =
        planner.plan(
            List.of(
                new WantedTable(changed, MigrationMode.FORCED),
                new WantedTable(grown, MigrationMode.FORCED)),
            byName(found));

    assertThat(plan.tables().getFirst().changes())
        .containsExactly(new DropTable("changed"), new CreateTable(mapping.stored(changed)));
    assertThat(plan.tables().getFirst().reasons())
        .containsExactly("column x: type changed from text to int64");
    assertThat(plan.tables().getLast().changes()).singleElement().isInstanceOf(AddColumn.class);
  }

  @Test
  void decidesByTheModeOfEachTable() {
    List<StoredTable> found =
        List.of(
            mapping.stored(Table.of("a", Column.of("x", TEXT))),
            mapping.stored(Table.of("b", Column.of("x", TEXT))));

    assertThatThrownBy(() ->
            planner.plan(
                List.of(
                    new WantedTable(Table.of("a", Column.of("x", LONG)), MigrationMode.FORCED),
                    new WantedTable(Table.of("b", Column.of("x", LONG)), MigrationMode.SAFE)),
                byName(found)))
        .hasMessageContaining("\n  b\n")
        .hasMessageNotContaining("\n  a\n");
  }

  @Test
  void refusesToDropATableThatSomethingDependsOn() {
    StoredTable plain = mapping.stored(Table.of("t", Column.of("x", TEXT)));
    StoredTable found =
        surrounded(plain, RelationKind.TABLE, List.of(new Dependent("view report", null)));
    Table wanted = Table.of("t", Column.of("x", LONG));

    assertThatThrownBy(() -> changes(MigrationMode.FORCED, wanted, found))
        .isInstanceOf(RefusedMigration.class)
        .hasMessageContaining("view report depends on the table");
    assertThatThrownBy(() -> changes(MigrationMode.SAFE, wanted, found))
        .hasMessageContaining("type changed from text to int64")
        .hasMessageContaining("view report depends on the table");
  }

  @Test
  void refusesToMoveAKeyThatSomethingDependsOn() {
    Column rowId = new Column("_cq_id", new UuidType(), false, false, false);
    StoredTable found =
        surrounded(
            mapping.stored(Table.of("t", rowId, ID)),
            RelationKind.TABLE,
            List.of(
                new Dependent("foreign key f on child", null),
                new Dependent("foreign key f on child", "t_pkey")));

    assertThatThrownBy(
            () -> changes(MigrationMode.SAFE, Table.of("t", ROW_ID, Column.of("id", LONG)), found))
        .hasMessageContaining("foreign key f on child depends on the constraint t_pkey");
    assertThat(changes(MigrationMode.SAFE, Table.of("t", rowId, ID, V), found))
        .as("other changes are free")
        .hasSize(1);
  }

  @Test
  void refusesNamesThatBelongToSomethingElse() {
    Table wanted = Table.of("t", V);

    assertThatThrownBy(() ->
            changes(
                MigrationMode.FORCED,
                wanted,
                surrounded(mapping.stored(wanted), RelationKind.VIEW, List.of())))
        .hasMessageContaining("the name belongs to a view");
    assertThat(
            changes(
                MigrationMode.SAFE,
                wanted,
                surrounded(
                    mapping.stored(wanted), new RelationKind("a foreign table", true), List.of())))
        .isEmpty();
  }

  @Test
  void keepsTheUsersCommentWhereTheSourceHasNone() {
    StoredTable plain = mapping.stored(Table.of("t", V));
    StoredTable found = new StoredTable("t", plain.columns(), null, "mine");

    assertThat(changes(MigrationMode.SAFE, Table.of("t", V), found)).isEmpty();
    assertThat(changes(MigrationMode.SAFE, new Table("t", "theirs", null, List.of(V)), found))
        .containsExactly(new CommentTable("t", "theirs"));
  }

  @Test
  void neitherCommentsNorIndexesTablesOfAnotherRole() {
    Table wanted = new Table("t", "theirs", null, List.of(V, Column.of("_source", TEXT)));
    StoredTable found =
        new StoredTable(
            "t",
            mapping.stored(wanted).columns(),
            null,
            null,
            new TableSurroundings(
                RelationKind.TABLE, false, false, Set.of(), List.of(), List.of()));

    assertThat(changes(MigrationMode.SAFE, wanted, found)).isEmpty();
  }

  @Test
  void refusesNamesThatBecomeEqualNamingBoth() {
    Table twins = Table.of("t", Column.of("0123456789a", TEXT), Column.of("0123456789b", TEXT));

    assertThatThrownBy(() -> changes(MigrationMode.FORCED, twins))
        .isInstanceOf(RefusedMigration.class)
        .hasMessageContaining("columns 0123456789a and 0123456789b");
    assertThatThrownBy(() ->
            planner.plan(
                List.of(
                    new WantedTable(Table.of("0123456789a", V), MigrationMode.SAFE),
                    new WantedTable(Table.of("0123456789b", V), MigrationMode.SAFE)),
                Map.of()))
        .hasMessageContaining("tables 0123456789a and 0123456789b");
  }

  @Test
  void refusesWhatTheDatabaseCouldNeverHold() {
    assertThatThrownBy(() -> changes(MigrationMode.SAFE, Table.of("t", Column.of("ctid", TEXT))))
        .hasMessageContaining("column ctid is reserved");
  }

  private List<SchemaChange> changes(MigrationMode mode, Table wanted, StoredTable... found) {
    return planner
        .plan(List.of(new WantedTable(wanted, mode)), byName(Arrays.asList(found)))
        .tables()
        .getFirst()
        .changes();
  }

  private static Map<String, StoredTable> byName(List<StoredTable> tables) {
    Map<String, StoredTable> map = new HashMap<>();
    tables.forEach(table -> map.put(table.name(), table));
    return map;
  }

  private StoredTable found(Table table, StoredColumn... more) {
    StoredTable plain = mapping.stored(table);
    List<StoredColumn> columns = new ArrayList<>(plain.columns());
    columns.addAll(Arrays.asList(more));
    return new StoredTable(plain.name(), columns, plain.primaryKey(), null);
  }

  private static StoredTable surrounded(
      StoredTable table, RelationKind kind, List<Dependent> dependents) {
    return new StoredTable(
        table.name(),
        table.columns(),
        table.primaryKey(),
        null,
        new TableSurroundings(kind, true, false, Set.of(), dependents, List.of()));
  }

  private static Column key(String name, ColumnType type) {
    return new Column(name, type, false, true, false);
  }

  private static Column notNull(String name) {
    return new Column(name, LONG, false, false, false);
  }

  private static Column unique(String name) {
    return new Column(name, LONG, true, false, true);
  }
}
