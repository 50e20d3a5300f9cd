package io.cqdestination.postgres.write;

import static io.cqdestination.postgres.write.RefusableTable.BAD;
import static io.cqdestination.postgres.write.RefusableTable.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.cqdestination.core.failure.DestinationException;
import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.Table;
import io.cqdestination.fixtures.postgres.Flavour;
import io.cqdestination.postgres.fixture.EveryWritingWay;
import io.cqdestination.postgres.fixture.Records;
import io.cqdestination.postgres.fixture.StreamWriter;
import io.cqdestination.postgres.fixture.TestDatabase;
import io.cqdestination.postgres.fixture.Types;
import io.cqdestination.postgres.fixture.WritingWay;
import io.cqdestination.postgres.refused.RefusedRowTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Refused rows are set aside, with what is known of them; the others are written. */
@EveryWritingWay
@Tag("every-version")
class SetAsideTest {
  private static final int ROWS = 1_000;
  private static final List<Long> SOME = List.of(0L, 67L, 68L, 500L, 999L);
  private static final RefusableTable KEYED = new RefusableTable("t", true);
  private static final RefusableTable ADDED = new RefusableTable("t", false);

  private final WritingWay way;
  private TestDatabase database;

  SetAsideTest(WritingWay way) {
    this.way = way;
  }

  @BeforeEach
  void open() {
    database = TestDatabase.create(way.flavour());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsKnownOfThemIsNoted(boolean keyed) {
    RefusableTable table = new RefusableTable("t", keyed);
    table.create(database);

    assertThat(write(ROWS, table.rows(ROWS, SOME))).isEqualTo(SOME.size());

    assertNoted(table, SOME);
    assertThat(
            database
                .sql()
                .rows(
                    """
                    SELECT DISTINCT table_name, column_name, sqlstate, source_name, sync_time,
                      content->>'n', content->>'address', reason LIKE '%"small"%',
                      refused_at IS NOT NULL, older_cq_id
                    FROM _cq_refused_rows\
                    """))
        .containsExactly(
            Arrays.asList(
                "t",
                "n",
                "23514",
                "source",
                "2026-02-01 00:00:00.123456",
                "1000",
                "10.0.0.1/32",
                "t",
                "t",
                null));
  }

  /** Rows go through a temporary table, or meet those that are there. */
  @Test
  void whatTheyWouldHaveReplacedStays() {
    KEYED.create(database);
    write(0, KEYED.rows(ROWS, List.of()));
    write(ROWS, KEYED.rows(ROWS, SOME));

    assertThat(KEYED.written(database)).hasSize(ROWS);
    assertThat(KEYED.noted(database)).isEqualTo(SOME);
    assertThat(
            database
                .sql()
                .value(
                    """
                    SELECT count(*) FROM _cq_refused_rows r JOIN t ON CAST(t._cq_id AS text) = r.older_cq_id
                      WHERE CAST(r.content->>'id' AS bigint) = t.id\
                    """))
        .isEqualTo("5");
  }

  @Test
  void everyRowMayBeRefused() {
    ADDED.create(database);
    List<Long> all = List.of(0L, 1L, 2L, 3L, 4L);
    write(all.size(), ADDED.rows(all.size(), all));
    assertThat(ADDED.written(database)).isEmpty();
    assertThat(ADDED.noted(database)).isEqualTo(all);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatCannotBeEncodedIsNotedToo(boolean keyed) {
    RefusableTable table = new RefusableTable("t", keyed);
    table.create(database);

    write(
        10,
        Records.record(
            table.table(),
            row(0L, 1),
            row(1L, 1, "no address", RefusableTable.SYNC),
            row(2L, BAD),
            row(3L, 1)));

    assertThat(table.written(database)).containsExactly(0L, 3L);
    assertThat(
            database
                .sql()
                .rows(
                    "SELECT content->>'id', column_name, sqlstate, content->>'address' FROM _cq_refused_rows ORDER BY 1"))
        .containsExactly(
            Arrays.asList("1", "address", null, "no address"),
            List.of("2", "n", "23514", "10.0.0.1/32"));
  }

  /** What cannot be a key cannot be looked for either. */
  @Test
  void aKeyThatCannotBeEncoded() {
    Table table = KEYED.table(Types.INET);
    database.create(table);

    write(10, Records.record(table, row("10.0.0.1", 1), row("nowhere", 1), row("10.0.0.2", 1)));

    assertThat(database.sql().value("SELECT count(*) FROM t")).isEqualTo("2");
    assertThat(database.sql().rows("SELECT content->>'id', older_cq_id FROM _cq_refused_rows"))
        .containsExactly(Arrays.asList("nowhere", null));
  }

  @Test
  void aNumberThatTheColumnHasNoRoomFor() {
    KEYED.create(database);
    database.sql().execute("ALTER TABLE t DROP CONSTRAINT small, ALTER n TYPE smallint");
    write(
        10,
        Records.record(KEYED.table(), row(0L, 1), row(1L, 100_000), row(2L, 200_000), row(3L, 1)));
    assertThat(KEYED.written(database)).containsExactly(0L, 3L);
    assertThat(database.sql().rows("SELECT DISTINCT column_name, sqlstate FROM _cq_refused_rows"))
        .containsExactly(List.of("n", "22003"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aDocumentThatIsNone(boolean keyed) {
    Table table =
        Table.of(
            "t",
            new Column("id", Types.INT64, !keyed, keyed, false),
            Column.of("_cq_id", Types.UUID),
            Column.of("document", Types.JSON));
    database.create(table);
    write(
        10,
        Records.record(
            table,
            Records.row(1L, new UUID(1, 1), "{\"a\": 1}"),
            Records.row(2L, new UUID(1, 2), "{\"a\":"),
            Records.row(3L, new UUID(1, 3), null),
            Records.row(4L, new UUID(1, 4), "[1,")));
    assertThat(database.sql().rows("SELECT id FROM t ORDER BY id"))
        .containsExactly(List.of("1"), List.of("3"));
    assertThat(
            database
                .sql()
                .rows(
                    "SELECT content->>'id', content->>'document', column_name, sqlstate FROM _cq_refused_rows ORDER BY 1"))
        .containsExactly(
            List.of("2", "{\"a\":", "document", "22P02"), List.of("4", "[1,", "document", "22P02"));
  }

  @Test
  void aTriggerThatRaises() {
    ADDED.create(database);
    database
        .sql()
        .execute(
            """
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              IF NEW.n = 7 THEN RAISE EXCEPTION 'no sevens'; END IF;
              RETURN NEW;
            END $$;
            CREATE TRIGGER refuse AFTER INSERT OR UPDATE ON t
              FOR EACH ROW EXECUTE PROCEDURE refuse()\
            """);
    write(10, Records.record(ADDED.table(), row(0L, 7), row(1L, 1), row(2L, 7)));
    assertThat(ADDED.written(database)).containsExactly(1L);
    assertThat(database.sql().rows("SELECT DISTINCT sqlstate FROM _cq_refused_rows"))
        .containsExactly(List.of("P0001"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " DEFERRABLE INITIALLY DEFERRED"})
  void aForeignKey(String deferred) {
    assumeThat(deferred.isEmpty() || way.flavour() == Flavour.POSTGRES)
        .as("CockroachDB defers no constraints")
        .isTrue();
    KEYED.create(database);
    database.sql().execute("CREATE TABLE parent (n integer PRIMARY KEY)");
    database.sql().execute("INSERT INTO parent VALUES (1)");
    database.sql().execute("ALTER TABLE t ADD FOREIGN KEY (n) REFERENCES parent" + deferred);
    write(
        10,
        Records.record(
            KEYED.table(), row(0L, 1), row(1L, 2), row(2L, 1), row(3L, 3), row(4L, null)));
    assertThat(KEYED.written(database)).containsExactly(0L, 2L, 4L);
    assertThat(KEYED.noted(database)).containsExactly(1L, 3L);
  }

  @Test
  void ofTwoThatExcludeEachOtherTheFirstIsWritten() {
    KEYED.create(database);
    database.sql().execute("ALTER TABLE t ADD UNIQUE (n)");
    write(10, Records.record(KEYED.table(), row(0L, 1), row(1L, 2), row(2L, 1), row(3L, 3)));
    assertThat(KEYED.written(database)).containsExactly(0L, 1L, 3L);
    assertThat(KEYED.noted(database)).containsExactly(2L);
  }

  @Test
  void rowsOfOtherColumnsInTheSameBatch() {
    ADDED.create(database);
    database.sql().execute("ALTER TABLE t ALTER _cq_id DROP NOT NULL");
    Table narrow = Table.of("t", Column.of("id", Types.INT64), Column.of("n", Types.INT32));
    write(
        10,
        ADDED.rows(20, List.of(3L)),
        Records.record(narrow, Records.row(100L, 1), Records.row(101L, BAD)));
    assertThat(ADDED.written(database)).hasSize(20).contains(100L).doesNotContain(3L, 101L);
    assertThat(ADDED.noted(database)).containsExactly(3L, 101L);
  }

  @Test
  void batchesOfOneTableFollowOneAnother() {
    KEYED.create(database);
    try (StreamWriter writer = writer(100)) {
      List<CompletableFuture<Void>> outcomes = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        outcomes.add(
            writer.commit(
                Records.record(
                    KEYED.table(), row(1L, i), row(2L, i == 5 ? BAD : i), row(3L + i, BAD))));
      }
      outcomes.forEach(StreamWriter::await);
    }
    assertThat(database.sql().rows("SELECT id, n FROM t ORDER BY id"))
        .containsExactly(List.of("1", "9"), List.of("2", "9"));
    assertThat(KEYED.noted(database)).hasSize(11).containsOnlyOnce(2L);
  }

  @Test
  void otherTablesOfTheGroup() {
    List<RefusableTable> tables = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      tables.add(new RefusableTable("t" + i, i % 2 == 0));
      tables.getLast().create(database);
    }
    try (StreamWriter writer = writer(100)) {
      writer
          .commit(
              tables.stream()
                  .map(table -> table.rows(50, table.name().equals("t3") ? SOME : List.of()))
                  .toList())
          .forEach(StreamWriter::await);
    }
    for (RefusableTable table : tables) {
      List<Long> bad = table.name().equals("t3") ? List.of(0L) : List.<Long>of();
      assertThat(table.written(database)).as(table.name()).hasSize(50 - bad.size());
      assertThat(table.noted(database)).as(table.name()).isEqualTo(bad);
    }
  }

  @Test
  void oneTooManyEndsIt() {
    KEYED.create(database);
    assertThat(failure(SOME.size() - 1, KEYED.rows(ROWS, SOME)).getMessage())
        .contains("table t: more than 4 rows", "refused_rows_max", "column n", "small");
    assertThat(KEYED.written(database)).isEmpty();
    assertThat(KEYED.noted(database)).isEmpty();
  }

  @Test
  void theLimitIsOfTheStream() {
    KEYED.create(database);
    try (StreamWriter writer = writer(2)) {
      writer.write(Records.record(KEYED.table(), row(1L, BAD), row(2L, BAD), row(3L, 1)));
      assertThat(writer.writer().refusedRows()).isEqualTo(2);
      assertThat(
              StreamWriter.failure(
                  writer.commit(Records.record(KEYED.table(), row(4L, 1), row(5L, BAD)))))
          .hasMessageContaining("more than 2 rows");
    }
    assertThat(KEYED.written(database)).containsExactly(3L);
    assertThat(KEYED.noted(database)).containsExactly(1L, 2L);
  }

  /** Its older version could not be told from stale rows. */
  @Test
  void aTableWithAKeyAndNoIdentifierIsRefused() {
    Table table =
        Table.of(
            "t", new Column("id", Types.INT64, false, true, false), Column.of("n", Types.INT32));
    database.create(table);
    database.sql().execute("ALTER TABLE t ADD CONSTRAINT small CHECK (n < 1000)");
    assertThat(failure(10, Records.record(table, Records.row(1L, 1), Records.row(2L, BAD))))
        .isInstanceOf(DatabaseRefused.class)
        .hasMessageContaining("row (id=2)");
  }

  /** What is wrong with all rows is no reason to set them aside. */
  @Test
  void aMissingRightFails() {
    KEYED.create(database);
    try (StreamWriter writer = writer(10)) {
      writer.write(KEYED.rows(1, List.of()));
      database.sql().execute("ALTER TABLE t RENAME TO other");
      assertThat(StreamWriter.failure(writer.commit(KEYED.rows(5, List.of()))))
          .hasMessageContaining("42P01");
      assertThat(writer.writer().refusedRows()).isZero();
    }
  }

  @Test
  void nothingIsMadeWhereNothingIsRefused() {
    KEYED.create(database);
    write(0, KEYED.rows(10, List.of()));
    assertThat(database.sql().value("SELECT to_regclass('_cq_refused_rows')")).isNull();
  }

  /** A role without the right, somebody's own rule, a database without the language. */
  @ParameterizedTest
  @ValueSource(strings = {"42501", "P0001", "no language"})
  void whereTheServerCannotFindThem(String obstacle) {
    assumeThat(way.flavour() == Flavour.POSTGRES).as("CockroachDB is never asked to").isTrue();
    ADDED.create(database);
    database.refusedRows(10).make();
    database
        .sql()
        .execute(
            obstacle.equals("no language")
                ? "DROP EXTENSION plpgsql"
                : """
                CREATE FUNCTION refuse() RETURNS event_trigger LANGUAGE plpgsql AS $$
                BEGIN
                  RAISE EXCEPTION 'no tables here' USING ERRCODE = '%s';
                END $$;
                CREATE EVENT TRIGGER refuse ON ddl_command_start WHEN TAG IN ('CREATE TABLE')
                  EXECUTE PROCEDURE refuse()\
                """
                    .formatted(obstacle));

    write(10, ADDED.rows(ROWS, SOME));

    assertNoted(ADDED, SOME);
  }

  /** Names that mean something in the block that finds them. */
  @ParameterizedTest
  @ValueSource(strings = {"at_row", "state", "cq_row", "cq_sieve", "it's \"100%\" \\ $$"})
  void columnsOfAnyName(String name) {
    Table table =
        Table.of(
            "t",
            new Column("_cq_id", Types.UUID, false, true, false),
            Column.of(name, Types.INT32),
            Column.of("message " + name, Types.JSON));
    database.create(table);
    String quoted = "\"" + name.replace("\"", "\"\"") + "\"";
    database.sql().execute("ALTER TABLE t ADD CHECK (%s < 1000)".formatted(quoted));
    write(
        10,
        Records.record(
            table,
            Records.row(new UUID(1, 1), 1, "{\"a\": 1}"),
            Records.row(new UUID(1, 2), BAD, "{}"),
            Records.row(new UUID(1, 3), 3, "{"),
            Records.row(new UUID(1, 4), 4, null)));
    assertThat(database.sql().value("SELECT sum(%s) FROM t".formatted(quoted))).isEqualTo("5");
    assertThat(
            database
                .sql()
                .rows("SELECT column_name, sqlstate FROM _cq_refused_rows ORDER BY sqlstate"))
        .containsExactly(List.of("message " + name, "22P02"), List.of(name, "23514"));
  }

  private void assertNoted(RefusableTable table, List<Long> bad) {
    assertThat(table.noted(database)).isEqualTo(bad);
    assertThat(table.written(database)).hasSize(ROWS - bad.size()).doesNotContainAnyElementsOf(bad);
  }

  private StreamWriter writer(long mostRows) {
    RefusedRowTable refusedRows = database.refusedRows(mostRows);
    return new StreamWriter(database, way.groups(), refusedRows);
  }

  /** How many rows were set aside. */
  private long write(long mostRows, RecordBatch... records) {
    try (StreamWriter writer = writer(mostRows)) {
      writer.write(records);
      assertThat(writer.heldBytes()).isZero();
      return writer.writer().refusedRows();
    }
  }

  private DestinationException failure(long mostRows, RecordBatch... records) {
    try (StreamWriter writer = writer(mostRows)) {
      return StreamWriter.failure(writer.commit(records));
    }
  }
}
