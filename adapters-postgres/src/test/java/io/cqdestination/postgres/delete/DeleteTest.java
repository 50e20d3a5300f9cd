package io.cqdestination.postgres.delete;

import static io.cqdestination.postgres.fixture.Records.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.core.sync.StaleRowCounter;
import io.cqdestination.core.sync.WriteMessage.DeleteRecord;
import io.cqdestination.core.sync.WriteMessage.DeleteStale;
import io.cqdestination.core.sync.WriteMessage.Predicate;
import io.cqdestination.core.sync.WriteMessage.PredicateGroup;
import io.cqdestination.core.sync.WriteMessage.TableRelation;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.Table;
import io.cqdestination.fixtures.postgres.Flavour;
import io.cqdestination.postgres.failure.RetriedTransaction;
import io.cqdestination.postgres.fixture.EveryFlavour;
import io.cqdestination.postgres.fixture.RandomValues;
import io.cqdestination.postgres.fixture.Records;
import io.cqdestination.postgres.fixture.SingleDeletion;
import io.cqdestination.postgres.fixture.StreamWriter;
import io.cqdestination.postgres.fixture.TestDatabase;
import io.cqdestination.postgres.fixture.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Exactly the rows go that a message means. */
@EveryFlavour
@Tag("every-version")
class DeleteTest {
  private static final Instant TIME = Instant.parse("2026-02-01T00:00:00.123456789Z");

  private final TestDatabase database;

  DeleteTest(Flavour flavour) {
    database = TestDatabase.create(flavour);
  }

  @AfterEach
  void dropDatabase() {
    database.close();
  }

  /** What tells the rows of a table, which decides how many of them are deleted at once. */
  enum Identity {
    KEY("id bigint primary key, other text"),
    ROW_ID("id bigint, _cq_id uuid default md5(random()::text)::uuid"),
    ROW_ID_NOT_NULL("id bigint, _cq_id uuid not null default md5(random()::text)::uuid"),
    NOTHING("id bigint, other text");

    private final String columns;

    Identity(String columns) {
      this.columns = columns;
    }
  }

  @Test
  void whatWouldGoIsCounted() {
    createSynced(Identity.KEY);
    database
        .sql()
        .execute(
            """
            INSERT INTO t (id, _cq_source_name, _cq_sync_time) VALUES
              (1, 'source', '2026-01-01'), (2, 'source', '2026-02-01 00:00:00.123455'),
              (3, 'source', '2026-02-01 00:00:00.123456'), (4, 'source', '2026-03-01'),
              (5, 'another', '2026-01-01'), (6, NULL, '2026-01-01'), (7, 'source', NULL)\
            """);
    StaleRowCounter counter =
        new PostgresStaleRowCounter(
            database.schema(),
            database.mapping(),
            new RetriedTransaction(database.connections(), StreamWriter.LIMIT));

    assertThat(
            counter.count(
                List.of(
                    new DeleteStale("t", "source", TIME),
                    new DeleteStale("missing", "source", TIME),
                    new DeleteStale("t", "another", TIME),
                    new DeleteStale("t", "nobody", TIME))))
        .containsExactly(
            new StaleRowCounter.Count(2, 5),
            new StaleRowCounter.Count(0, 0),
            new StaleRowCounter.Count(1, 1),
            new StaleRowCounter.Count(0, 0));
    assertThat(counter.count(List.of())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void staleRowsOfOneSourceGo(Identity identity) {
    createSynced(identity);
    database
        .sql()
        .execute(
            """
            INSERT INTO t (id, _cq_source_name, _cq_sync_time) VALUES
              (1, 'source', '2026-01-01'), (2, 'source', '2026-02-01 00:00:00.123455'),
              (3, 'source', '2026-02-01 00:00:00.123456'), (4, 'source', '2026-03-01'),
              (5, 'another', '2026-01-01'), (6, NULL, '2026-01-01'), (7, 'source', NULL)\
            """);

    SingleDeletion.delete(database.deleter(), new DeleteStale("t", "source", TIME));

    assertThat(ids()).isEqualTo("3,4,5,6,7");
  }

  @ParameterizedTest
  @EnumSource
  void manyStaleRowsGo(Identity identity) {
    createSynced(identity);
    database
        .sql()
        .execute(
            """
            INSERT INTO t (id, _cq_source_name, _cq_sync_time)
            SELECT n, 'source', CASE WHEN n <= 25000 THEN '2026-01-01' ELSE '2026-03-01' END::timestamp
            FROM generate_series(1, 25002) n\
            """);
    if (identity == Identity.ROW_ID) {
      database.sql().execute("UPDATE t SET _cq_id = NULL WHERE id % 1000 = 0");
    }

    SingleDeletion.delete(database.deleter(), new DeleteStale("t", "source", TIME));

    assertThat(ids()).isEqualTo("25001,25002");
  }

  @ParameterizedTest
  @MethodSource("comparableTypes")
  void valuesOfEveryTypeAreFound(String name) {
    ColumnType type = Objects.requireNonNull(Types.ALL.get(name));
    Table table = Table.of("t", Column.of("id", Types.INT64), Column.of("v", type));
    database.create(table);
    RandomValues values = new RandomValues(new Random(1));
    Object wanted = Objects.requireNonNull(values.value(type));
    Object other =
        Stream.generate(() -> Objects.requireNonNull(values.value(type)))
            .filter(value -> !value.equals(wanted))
            .findFirst()
            .orElseThrow();
    try (StreamWriter writer = new StreamWriter(database)) {
      writer.write(Records.record(table, row(1, wanted), row(2, other), row(3, null)));
    }

    delete(List.of(all(equal("v", type, wanted))));

    assertThat(ids()).isEqualTo("2,3");
  }

  static Stream<String> comparableTypes() {
    return Types.ALL.keySet().stream().filter(name -> !name.equals("struct"));
  }

  @Test
  void groupsAreJoinedByAndPredicatesAsTheySay() {
    database
        .sql()
        .execute(
            """
            CREATE TABLE t (id bigint, a text, b text);
            INSERT INTO t VALUES (1, 'x', 'x'), (2, 'x', 'y'), (3, 'y', 'x'), (4, 'z', 'x'), (5, NULL, 'x')\
            """);
    Predicate isX = equal("a", Types.TEXT, "x");
    Predicate isY = equal("a", Types.TEXT, "y");
    Predicate otherIsX = equal("b", Types.TEXT, "x");

    delete(List.of(all(equal("a", Types.TEXT, null))));
    assertThat(ids()).as("nothing equals NULL").isEqualTo("1,2,3,4,5");
    delete(List.of(all(isX, isY)));
    assertThat(ids()).isEqualTo("1,2,3,4,5");
    delete(List.of(any(isX, isY), all(otherIsX), all()));
    assertThat(ids()).isEqualTo("2,4,5");
    delete(List.of());
    assertThat(ids()).isEmpty();
  }

  @Test
  void descendantsGoWithTheirRecord() {
    database
        .sql()
        .execute(
            """
            CREATE TABLE t (id bigint, _cq_id uuid, _cq_parent_id uuid);
            CREATE TABLE child (id bigint, _cq_id uuid, _cq_parent_id uuid);
            CREATE TABLE grandchild (id bigint, _cq_id uuid, _cq_parent_id uuid);
            INSERT INTO t VALUES
              (1, '00000000-0000-0000-0000-000000000001'), (2, '00000000-0000-0000-0000-000000000002');
            INSERT INTO child SELECT id, CAST(replace(_cq_id::text, '0-', '1-') AS uuid), _cq_id FROM t;
            INSERT INTO grandchild SELECT id, _cq_parent_id, _cq_id FROM child\
            """);

    SingleDeletion.delete(
        database.deleter(),
        new DeleteRecord(
            "t",
            List.of(all(equal("id", Types.INT64, 1))),
            List.of(
                new TableRelation("grandchild", "child"),
                new TableRelation("child", "t"),
                new TableRelation("t", "grandchild"))));

    for (String table : List.of("t", "child", "grandchild")) {
      assertThat(ids(table)).as(table).isEqualTo("2");
    }
  }

  @Test
  void aMissingTableIsNamed() {
    assertThatThrownBy(() ->
            SingleDeletion.delete(
                database.deleter(), new DeleteStale("t", "source", Instant.EPOCH)))
        .isInstanceOf(DatabaseRefused.class)
        .hasMessageContaining("table t: deleting stale rows");
    assertThatThrownBy(() -> delete(List.of()))
        .isInstanceOf(DatabaseRefused.class)
        .hasMessageContaining("table t: deleting records");
  }

  private void createSynced(Identity identity) {
    database
        .sql()
        .execute(
            "CREATE TABLE t (%s, _cq_source_name text, _cq_sync_time timestamp)"
                .formatted(identity.columns));
  }

  private void delete(List<PredicateGroup> where) {
    SingleDeletion.delete(database.deleter(), new DeleteRecord("t", where, List.of()));
  }

  private String ids() {
    return ids("t");
  }

  private String ids(String table) {
    return String.valueOf(
        database
            .sql()
            .value("SELECT coalesce(string_agg(id::text, ',' ORDER BY id), '') FROM " + table));
  }

  @Test
  void recordsOfManyValuesGo() {
    database
        .sql()
        .execute(
            """
            CREATE TABLE t (id bigint, name text, "_cq_id" uuid);
            INSERT INTO t (id, name) SELECT i, 'n"' || i FROM generate_series(1, 50000) i;
            INSERT INTO t (id, name) VALUES (NULL, NULL)\
            """);
    List<Predicate> predicates = new ArrayList<>();
    for (long id = 1; id <= 40_000; id++) {
      predicates.add(
          id % 2 == 0 ? equal("id", Types.INT64, id) : equal("name", Types.TEXT, "n\"" + id));
    }
    predicates.add(equal("id", Types.INT64, null));

    delete(List.of(new PredicateGroup(true, predicates)));

    assertThat(database.sql().rows("SELECT count(id), min(id), count(*) FROM t"))
        .containsExactly(List.of("10000", "40001", "10001"));
  }

  private static PredicateGroup all(Predicate... predicates) {
    return new PredicateGroup(false, List.of(predicates));
  }

  private static PredicateGroup any(Predicate... predicates) {
    return new PredicateGroup(true, List.of(predicates));
  }

  private static Predicate equal(String column, ColumnType type, @Nullable Object value) {
    return new Predicate(column, Records.record(Table.of("", Column.of(column, type)), row(value)));
  }
}
