package io.cqdestination.postgres.ddl;

import static io.cqdestination.postgres.ddl.Columns.LONG;
import static io.cqdestination.postgres.ddl.Columns.TEXT;
import static io.cqdestination.postgres.ddl.Columns.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.core.sync.WriteMessage.DeleteRecord;
import io.cqdestination.core.sync.WriteMessage.DeleteStale;
import io.cqdestination.core.sync.WriteMessage.Predicate;
import io.cqdestination.core.sync.WriteMessage.PredicateGroup;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.Table;
import io.cqdestination.core.table.TimeUnit;
import io.cqdestination.fixtures.postgres.Flavour;
import io.cqdestination.postgres.fixture.EveryFlavour;
import io.cqdestination.postgres.fixture.RandomNames;
import io.cqdestination.postgres.fixture.Records;
import io.cqdestination.postgres.fixture.SingleDeletion;
import io.cqdestination.postgres.fixture.StreamWriter;
import io.cqdestination.postgres.fixture.TestDatabase;
import io.cqdestination.postgres.fixture.Types;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a table and its columns are called, a whole sync does what it should, and no more. */
@EveryFlavour
@Tag("every-version")
class NamePropertyTest {
  private static final int FEW = 8;
  private static final int MANY = 25;
  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");
  private static final long MICROS = TIME.getEpochSecond() * 1_000_000;

  private final TestDatabase database;
  private final MigratedDatabase migrated;

  NamePropertyTest(Flavour flavour) {
    database = TestDatabase.create(flavour);
    migrated = MigratedDatabase.withIndexes(database.sql());
  }

  @AfterEach
  void dropDatabase() {
    database.close();
  }

  @Test
  void aWholeSyncTakesAnyName() {
    assertWholeSyncsTakeAnyName(1, FEW);
  }

  @Tag("thorough")
  @ParameterizedTest
  @ValueSource(longs = {2, 3})
  void wholeSyncsTakeAnyNames(long seed) {
    assertWholeSyncsTakeAnyName(seed, MANY);
  }

  private void assertWholeSyncsTakeAnyName(long seed, int tables) {
    RandomNames names = new RandomNames(new Random(seed));
    for (int i = 0; i < tables; i++) {
      Table table = table(names, i);
      try {
        sync(table);
      } catch (AssertionError | RuntimeException failure) {
        throw new AssertionError("seed %d, %s".formatted(seed, table), failure);
      }
    }
    assertThat(
            database
                .sql()
                .value(
                    "SELECT count(*) FROM pg_catalog.pg_class"
                        + " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"))
        .as("tables")
        .isEqualTo(Integer.toString(tables));
  }

  private void sync(Table table) {
    migrated.migrate(table);
    assertThat(migrated.isAsWanted(table)).as("nothing is left to change").isTrue();
    try (StreamWriter writer = new StreamWriter(database)) {
      writer.write(Records.record(table, row("a", 1L), row("b", 1L), row("c", 1L)));
      writer.write(Records.record(table, row("b", 2L), row("c", 2L), row("c", 3L)));
    }
    assertThat(database.read(table))
        .containsExactlyInAnyOrder(row("a", 1L), row("b", 2L), row("c", 3L));

    migrated.migrate(table);
    Column key = table.columns().getFirst();
    Predicate isB =
        new Predicate(
            key.name(), Records.record(Table.of("", Column.of("", TEXT)), Records.row("b")));
    SingleDeletion.delete(
        database.deleter(),
        new DeleteRecord(
            table.name(), List.of(new PredicateGroup(false, List.of(isB))), List.of()));
    assertThat(database.read(table)).containsExactlyInAnyOrder(row("a", 1L), row("c", 3L));

    SingleDeletion.delete(
        database.deleter(), new DeleteStale(table.name(), "source", TIME.plusSeconds(1)));
    assertThat(database.read(table)).isEmpty();
  }

  /** Numbers at their prefixes keep names apart that are cut. */
  private static Table table(RandomNames names, int number) {
    return Table.of(
        number + names.name(),
        key("1" + names.name(), TEXT),
        Column.of("2" + names.name(), LONG),
        Column.of("_cq_source_name", TEXT),
        Column.of("_cq_sync_time", Types.timestamp(TimeUnit.MICROSECOND)));
  }

  private static List<@Nullable Object> row(String key, long value) {
    return Records.row(key, value, "source", MICROS);
  }
}
