package io.cqdestination.postgres.write;

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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A batch that the server refuses for one row says which row that is. */
@EveryWritingWay
@Tag("every-version")
class RefusedRowTest {
  private static final int ROWS = 100;
  private static final long BAD = 67;
  private static final String SECRET = "not for the log";

  private final WritingWay way;
  private TestDatabase database;

  RefusedRowTest(WritingWay way) {
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
  void aCheckConstraint(boolean overwrite) {
    Table table = keyed(overwrite);
    database.sql().execute("ALTER TABLE t ADD CONSTRAINT even_enough CHECK (n < 1000)");
    assertRefused(
        table, id -> id == BAD ? 1000 : 1, "column n, row (id=67)", "even_enough", "23514");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aNullWhereThereMustBeNone(boolean overwrite) {
    Table table = keyed(overwrite);
    database.sql().execute("ALTER TABLE t ALTER n SET NOT NULL");
    assertRefused(table, id -> id == BAD ? null : 1, "column n, row (id=67)", "23502");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aNumberOutOfRange(boolean overwrite) {
    Table table = keyed(overwrite);
    database.sql().execute("ALTER TABLE t ALTER n TYPE smallint");
    assertRefused(
        table, id -> id == BAD ? 100_000 : 1, "column n, row (id=67)", "out of range", "22003");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aNumberThatTheColumnHasNoRoomForThoughItMayNotBeMissing(boolean overwrite) {
    Table table = keyed(overwrite);
    database.sql().execute("ALTER TABLE t ALTER n TYPE numeric(5,2), ALTER n SET NOT NULL");
    assertRefused(table, id -> id == BAD ? 1000 : 1, "column n, row (id=67)", "22003");
  }

  @Test
  void aCheckOfSeveralColumnsBlamesNone() {
    Table table = keyed(true);
    database.sql().execute("ALTER TABLE t ADD CHECK (n < 1000 OR secret = '')");
    assertRefused(table, id -> id == BAD ? 1000 : 1, "was written, row (id=67)", "23514");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aTriggerThatRaises(boolean overwrite) {
    Table table = keyed(overwrite);
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
    assertRefused(table, id -> id == BAD ? 7 : 1, "row (id=67)", "no sevens", "P0001");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " DEFERRABLE INITIALLY DEFERRED"})
  void aForeignKey(String deferred) {
    assumeThat(deferred.isEmpty() || way.flavour() == Flavour.POSTGRES)
        .as("CockroachDB defers no constraints")
        .isTrue();
    Table table = keyed(false);
    database.sql().execute("CREATE TABLE parent (n integer PRIMARY KEY)");
    database.sql().execute("INSERT INTO parent VALUES (1)");
    database.sql().execute("ALTER TABLE t ADD FOREIGN KEY (n) REFERENCES parent" + deferred);
    assertRefused(table, id -> id == BAD ? 2 : 1, "row (id=67)", "t_n_fkey", "23503");
  }

  @Test
  void anotherUniqueConstraint() {
    Table table = keyed(true);
    database.sql().execute("ALTER TABLE t ADD UNIQUE (n)");
    assertRefused(table, id -> (int) (id == BAD ? 12 : id), "row (id=67)", "Key (n)=(12)", "23505");
  }

  /** The server finds that out when it puts many rows of a COPY into the table at once. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aRowTooLargeForAPage(boolean key) {
    int identifiers = 520; // of 16 bytes: more than a page of 8 kB
    List<Column> columns = new ArrayList<>();
    columns.add(column("id", Types.INT64, key));
    for (int i = 0; i < identifiers; i++) {
      columns.add(column("u" + i, Types.UUID, false));
    }
    Table table = Table.of("t", columns.toArray(Column[]::new));
    database.create(table);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (long id = 0; id < ROWS; id++) {
      List<@Nullable Object> row = new ArrayList<>();
      row.add(id);
      for (int i = 0; i < identifiers; i++) {
        row.add(id == BAD ? new java.util.UUID(1, i) : null);
      }
      rows.add(row);
    }

    assertThat(refusal(Records.record(table, rows)))
        .contains(key ? "row (id=67)" : "row number 68 of the batch")
        .contains("row is too big", "54000");
  }

  @Test
  void aRowWithoutAKeyIsCounted() {
    Table table =
        Table.of("t", column("n", Types.INT32, false), column("secret", Types.TEXT, false));
    database.create(table);
    database.sql().execute("ALTER TABLE t ADD CHECK (n < 1000)");
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(Records.row(i == BAD ? 1000 : 1, SECRET));
    }
    assertThat(refusal(Records.record(table, rows))).contains("row number 68 of the batch");
  }

  @Test
  void aRowWithoutAKeyIsNamedByItsIdentifier() {
    Table table =
        Table.of("t", column("n", Types.INT32, false), column("_cq_id", Types.UUID, false));
    database.create(table);
    database.sql().execute("ALTER TABLE t ADD CHECK (n < 1000)");
    java.util.UUID id = java.util.UUID.fromString("11111111-2222-3333-4444-555555555555");
    assertThat(
            refusal(
                Records.record(
                    table,
                    Records.row(1, new java.util.UUID(1, 1)),
                    Records.row(1000, id),
                    Records.row(2, new java.util.UUID(1, 2)))))
        .contains("row (_cq_id=11111111-2222-3333-4444-555555555555)");
  }

  @Test
  void aRowBehindRowsOfOtherColumns() {
    Table table = keyed(false);
    database.sql().execute("ALTER TABLE t ADD CHECK (n < 1000)");
    Table narrow = Table.of("t", column("id", Types.INT64, true));
    List<List<@Nullable Object>> first = new ArrayList<>();
    for (long id = 1000; id < 1010; id++) {
      first.add(Records.row(id));
    }
    RecordBatch wide = rows(table, id -> id == BAD ? 1000 : 1);
    assertThat(refusal(Records.record(narrow, first), wide)).contains("row (id=67)");
    assertThat(database.sql().value("SELECT count(*) FROM t")).isEqualTo("0");
  }

  @Test
  void longKeysAreCut() {
    Table table = Table.of("t", column("id", Types.TEXT, true), column("n", Types.INT32, false));
    database.create(table);
    database.sql().execute("ALTER TABLE t ADD CONSTRAINT c CHECK (n < 1000)");
    String words = refusal(Records.record(table, Records.row("é".repeat(2000), 1000)));
    assertThat(words).contains("row (id=éé").contains("…");
    assertThat(words.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(4096);
  }

  /** Table t with a key, with rows in it where batches shall go through the stage. */
  private Table keyed(boolean filled) {
    Table table =
        Table.of(
            "t",
            column("id", Types.INT64, true),
            column("n", Types.INT32, false),
            column("secret", Types.TEXT, false));
    database.create(table);
    if (filled) {
      try (StreamWriter writer = new StreamWriter(database, way.groups())) {
        writer.write(Records.record(table, Records.row(5L, 5, "first")));
      }
    }
    return table;
  }

  private void assertRefused(
      Table table, LongFunction<@Nullable Integer> values, String row, String... reasons) {
    String before = database.sql().value("SELECT count(*) FROM t");
    assertThat(refusal(rows(table, values)))
        .startsWith("table t: the database refused a batch of 100 rows, nothing of it was written")
        .contains(row)
        .contains(reasons)
        .doesNotContain(SECRET);
    assertThat(database.sql().value("SELECT count(*) FROM t")).isEqualTo(before);
  }

  private static RecordBatch rows(Table table, LongFunction<@Nullable Integer> values) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (long id = 0; id < ROWS; id++) {
      rows.add(Records.row(id, values.apply(id), SECRET));
    }
    return Records.record(table, rows);
  }

  private String refusal(RecordBatch... records) {
    try (StreamWriter writer = new StreamWriter(database, way.groups())) {
      DestinationException failure = StreamWriter.failure(writer.commit(records));
      assertThat(failure).isInstanceOf(DatabaseRefused.class);
      assertThat(writer.heldBytes()).isZero();
      return failure.getMessage();
    }
  }

  private static Column column(
      String name, io.cqdestination.core.table.ColumnType type, boolean key) {
    return new Column(name, type, !key, key, false);
  }
}
