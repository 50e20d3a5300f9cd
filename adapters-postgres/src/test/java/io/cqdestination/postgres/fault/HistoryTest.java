package io.cqdestination.postgres.fault;

import static io.cqdestination.postgres.fault.SyncedTables.CHILD;
import static io.cqdestination.postgres.fault.SyncedTables.LOG;
import static io.cqdestination.postgres.fault.SyncedTables.PARENT;
import static io.cqdestination.postgres.fault.SyncedTables.deleteParent;
import static io.cqdestination.postgres.fault.SyncedTables.deleteStale;
import static io.cqdestination.postgres.fault.SyncedTables.insert;
import static io.cqdestination.postgres.fault.SyncedTables.insertNarrow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.failure.DestinationException.RefusedMigration;
import io.cqdestination.core.migration.MigrationMode;
import io.cqdestination.core.sync.SyncSession;
import io.cqdestination.core.sync.WriteMessage;
import io.cqdestination.core.sync.WriteMessage.MigrateTable;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.Table;
import io.cqdestination.fixtures.postgres.Flavour;
import io.cqdestination.fixtures.proxy.FaultProxy;
import io.cqdestination.postgres.fixture.Types;
import io.cqdestination.postgres.fixture.WritingWay;
import io.cqdestination.postgres.write.GroupLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every version of rows with keys, in small and large batches. */
@Tag("every-version")
@ParameterizedClass
@MethodSource("bothWays")
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HistoryTest {
  private static final String DAYS =
      "SELECT id, value, %s, %s FROM parent_history ORDER BY 1, 3, 4";

  private final WritingWay way;
  private FaultWorld world;

  HistoryTest(GroupLimits groups) {
    this.way = new WritingWay(Flavour.POSTGRES, groups);
    this.world = world();
  }

  static Stream<GroupLimits> bothWays() {
    return Stream.of(GroupLimits.ORDINARY, GroupLimits.NONE);
  }

  private FaultWorld world() {
    FaultWorld fresh = FaultWorld.keepingHistory(way, Duration.ofSeconds(30));
    migrate(fresh, MigrationMode.SAFE, PARENT, CHILD, LOG);
    return fresh;
  }

  private static void migrate(FaultWorld into, MigrationMode mode, Table... tables) {
    into.migrator().migrate(Stream.of(tables).map(table -> new MigrateTable(table, mode)).toList());
  }

  @AfterEach
  void close() {
    world.assertNothingIsLeft();
    world.close();
  }

  @Test
  void aVersionEndsWhereTheNextOneBeginsAndUnchangedRowsAddNothing() throws Exception {
    sync(insert(PARENT, 1, 1, 0, 10), insert(PARENT, 1, 2, 0, 20), deleteStale(PARENT, 1));
    sync(insert(PARENT, 2, 1, 0, 10), insert(PARENT, 2, 2, 0, 21), deleteStale(PARENT, 2));
    sync(insert(PARENT, 3, 1, 0, 10), deleteStale(PARENT, 3));

    assertThat(versions()).containsExactly("1 10 2 -", "2 20 2 3", "2 21 3 4");
    assertThat(world.sql().value("SELECT count(*) FROM parent")).isEqualTo("1");
  }

  @Test
  void aRecordThatLacksAColumnKeepsTheValueOfTheVersion() throws Exception {
    sync(insert(PARENT, 1, 1, 0, 10));
    sync(insertNarrow(2, 1, 0));
    assertThat(versions()).containsExactly("1 10 2 -");
  }

  @Test
  void aRowThatIsDeletedAndComesAgainHasAGapOrNone() throws Exception {
    sync(insert(PARENT, 1, 1, 0, 10), insert(CHILD, 1, 5, 1, 50));
    sync(insert(PARENT, 2, 2, 0, 20), deleteParent(1), insert(PARENT, 2, 1, 0, 11));
    sync(deleteParent(1));
    sync(insert(PARENT, 4, 1, 0, 12));

    assertThat(versions()).containsExactly("1 10 2 3", "1 11 3 3", "1 12 5 -", "2 20 3 -");
    assertThat(world.sql().value("SELECT count(*) FROM parent_at('2026-01-04')")).isEqualTo("1");
    assertThat(world.sql().value("SELECT count(valid_to) FROM child_history")).isEqualTo("1");
  }

  @Test
  void rowsFromBeforeAreTheFirstVersionsAndNewColumnsAppear() throws Exception {
    sync(insert(PARENT, 1, 1, 0, 10));
    world.sql().execute("DROP TABLE parent_history CASCADE");
    List<Column> wide = new ArrayList<>(PARENT.columns());
    wide.add(Column.of("more", Types.TEXT));
    migrate(world, MigrationMode.SAFE, PARENT);
    migrate(world, MigrationMode.SAFE, Table.of("parent", wide.toArray(Column[]::new)));

    assertThat(versions()).containsExactly("1 10 2 -");
    assertThat(world.sql().value("SELECT more FROM parent_at('2026-01-02')")).isNull();
  }

  @Test
  void aHistoryIsKeptUnderAnotherNameAndNeverDropped() throws Exception {
    sync(insert(PARENT, 1, 1, 0, 10));
    List<Column> other = new ArrayList<>(PARENT.columns());
    other.removeLast();
    other.add(Column.of("value", Types.TEXT));
    Table changed = Table.of("parent", other.toArray(Column[]::new));
    assertThatThrownBy(() -> migrate(world, MigrationMode.SAFE, changed))
        .isInstanceOf(RefusedMigration.class);
    migrate(world, MigrationMode.FORCED, changed);

    assertThat(versions()).isEmpty();
    String kept =
        world.sql().value("SELECT relname FROM pg_class WHERE relname ~ '^parent_history_before_'");
    assertThat(world.sql().value("SELECT value FROM \"%s\"".formatted(kept))).isEqualTo("10");
    assertThat(world.sql().value("SELECT count(*) FROM parent_at('2026-01-02')")).isEqualTo("0");
  }

  /** The rows stay, and are told by other columns from now on. */
  @Test
  void anotherKeyBeginsAnotherHistory() throws Exception {
    sync(insert(PARENT, 1, 1, 0, 10));
    List<Column> other = new ArrayList<>();
    for (Column column : PARENT.columns()) {
      boolean key = column.name().equals("_cq_id");
      other.add(new Column(column.name(), column.type(), !key, key, false));
    }
    world.sql().execute("ALTER TABLE parent ALTER _cq_id SET NOT NULL");
    migrate(world, MigrationMode.SAFE, Table.of("parent", other.toArray(Column[]::new)));

    assertThat(versions()).containsExactly("1 10 2 -");
    assertThat(
            world
                .sql()
                .value(
                    "SELECT count(*) FROM pg_class WHERE relname ~ '^parent_history_before_' AND relkind = 'r'"))
        .isEqualTo("1");
  }

  @Test
  void aTableThatHasTheNameIsRefused() {
    Table taken = Table.of("other_history", Column.of("a", Types.TEXT));
    migrate(world, MigrationMode.SAFE, taken);
    Table other = Table.of("other", new Column("id", Types.INT64, false, true, false));
    for (MigrationMode mode : MigrationMode.values()) {
      assertThatThrownBy(() -> migrate(world, mode, other))
          .isInstanceOf(RefusedMigration.class)
          .hasMessageContaining("other_history");
      assertThatThrownBy(() -> migrate(world, mode, other, taken))
          .isInstanceOf(RefusedMigration.class)
          .hasMessageContaining("other_history");
      assertThatThrownBy(
              () -> migrate(world, mode, Table.of("parent_history", Column.of("a", Types.TEXT))))
          .isInstanceOf(RefusedMigration.class)
          .hasMessageContaining("history of table parent");
    }
  }

  static Stream<Named<Consumer<FaultProxy>>> faults() {
    return Stream.of(
        Named.of("cut before the versions", proxy -> proxy.cutBefore("cq_place")),
        Named.of("cut behind the versions", proxy -> proxy.cutAfter("cq_place")),
        Named.of("cut before COMMIT", proxy -> proxy.cutBefore("COMMIT")),
        Named.of("cut after COMMIT", proxy -> proxy.cutAfter("COMMIT")),
        Named.of("answer to COMMIT swallowed", proxy -> proxy.blackHoleAfter("COMMIT")));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aFaultRepeatsNoVersion(Consumer<FaultProxy> fault) throws Exception {
    sync(insert(PARENT, 1, 1, 0, 10));
    try (SyncSession session = world.session()) {
      fault.accept(world.proxy());
      session.accept(insert(PARENT, 2, 1, 0, 11));
      session.accept(insert(PARENT, 2, 2, 0, 20));
      session.accept(deleteStale(PARENT, 2));
      session.finish();
    }
    assertThat(world.proxy().faults()).isEqualTo(1);
    assertThat(versions()).containsExactly("1 10 2 3", "1 11 3 -", "2 20 3 -");
  }

  private void sync(WriteMessage... messages) throws InterruptedException {
    try (SyncSession session = world.session()) {
      for (WriteMessage message : messages) {
        session.accept(message);
      }
      session.finish();
    }
  }

  /** Id, value, and the days of January on which the version began and ended. */
  private List<String> versions() {
    String sql =
        DAYS.formatted(
            "extract(day from valid_from)", "coalesce(extract(day from valid_to)::text, '-')");
    return world.sql().rows(sql).stream().map(row -> String.join(" ", row)).toList();
  }
}
