package io.cqdestination.postgres.write;

import static io.cqdestination.postgres.fixture.Records.record;
import static io.cqdestination.postgres.fixture.Records.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.core.record.RecordBatch;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.Table;
import io.cqdestination.fixtures.postgres.Flavour;
import io.cqdestination.postgres.fixture.EveryWritingWay;
import io.cqdestination.postgres.fixture.ServerFeatures;
import io.cqdestination.postgres.fixture.StreamWriter;
import io.cqdestination.postgres.fixture.Types;
import io.cqdestination.postgres.fixture.WritingWay;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows with a key: the last one of each key stays, whatever lies in the table and in the batch. */
@EveryWritingWay
@Tag("every-version")
class UpsertTest extends WriterTest {
  private static final Table TABLE = keyed(Types.INT64);

  UpsertTest(WritingWay way) {
    super(way);
  }

  @Test
  void theLastRowOfAKeyInABatchStays() {
    database.create(TABLE);

    writer.write(record(TABLE, row(1, "a"), row(2, "b"), row(1, "c")), record(TABLE, row(2, null)));

    assertThat(stored()).containsExactly(texts("1", "c"), texts("2", null));
  }

  @Test
  void rowsThatAreThereAreReplacedAndOthersStay() {
    database.create(TABLE);
    database.sql().execute("INSERT INTO t VALUES (1, 'old'), (9, 'other')");

    writer.write(record(TABLE, row(0, "new"), row(1, "new"), row(1, "newer")));
    writer.write(record(TABLE, row(0, "again"), row(2, "new")));

    assertThat(stored())
        .containsExactly(
            texts("0", "again"), texts("1", "newer"), texts("2", "new"), texts("9", "other"));
  }

  @ParameterizedTest
  @MethodSource("equalKeys")
  void keysThatTheServerTakesForEqualAreOneKey(ColumnType type, Object first, Object second) {
    Table table = keyed(type);
    database.create(table);

    writer.write(record(table, row(first, "a"), row(second, "b")));
    writer.write(record(table, row(first, "c")));
    assertThat(database.sql().rows("SELECT v FROM t")).containsExactly(texts("c"));

    writer.write(record(table, row(first, "d"), row(second, "e")));
    assertThat(database.sql().rows("SELECT v FROM t")).containsExactly(texts("e"));
  }

  static Stream<Arguments> equalKeys() {
    return Stream.of(
        Arguments.of(Types.FLOAT64, 0.0, -0.0),
        Arguments.of(Types.FLOAT32, 0.0f, -0.0f),
        Arguments.of(Types.JSON, "1.0", "1.00"),
        Arguments.of(Types.JSON, "{\"a\":1,\"b\":2}", "{\"b\": 2, \"a\": 1}"),
        Arguments.of(Types.INET, "10.0.0.1", "10.0.0.1/32"));
  }

  @Test
  void keysThatTheUsersCollationTakesForEqualAreOneKey() {
    ServerFeatures.assumeNondeterministicCollations();
    assumeThat(flavour).as("CockroachDB's collations tell all texts").isEqualTo(Flavour.POSTGRES);
    Table table = keyed(Types.TEXT);
    database.create(table);
    database
        .sql()
        .execute(
            """
            CREATE SCHEMA "My rules";
            CREATE COLLATION "My rules"."No case"
              (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
            ALTER TABLE t ALTER k TYPE text COLLATE "My rules"."No case";
            INSERT INTO t VALUES ('x', 'old')\
            """);

    writer.write(record(table, row("A", "first"), row("b", "other"), row("a", "last")));
    writer.write(record(table, row("B", "again"), row("X", "new"), row("c", "more")));

    assertThat(database.sql().rows("SELECT lower(k), v FROM t ORDER BY 1"))
        .containsExactly(
            texts("a", "last"), texts("b", "again"), texts("c", "more"), texts("x", "new"));
  }

  @Test
  void aKeyWithoutAValueIsRefused() {
    database.create(TABLE);

    assertThat(StreamWriter.failure(writer.commit(record(TABLE, row(1, "a"), row(null, "b")))))
        .isInstanceOf(DatabaseRefused.class)
        .hasMessageContaining("table t")
        .hasMessageContaining("column k")
        .hasMessageContaining("23502");
    assertThat(stored()).isEmpty();
  }

  @Test
  void recordsOfDifferentColumnsReplaceWhatTheyHave() {
    Table wide =
        Table.of(
            "t", TABLE.columns().getFirst(), TABLE.columns().getLast(), Column.of("w", Types.TEXT));
    Table reordered = Table.of("t", Column.of("w", Types.TEXT), TABLE.columns().getFirst());
    database.create(wide);

    writer.write(record(wide, row(1, "a", "b"), row(2, "a", "b")));
    writer.write(
        record(reordered, row("c", 1)), record(TABLE, row(2, "c")), record(wide, row(3, "a", "b")));

    assertThat(database.sql().rows("SELECT k, v, w FROM t ORDER BY k"))
        .containsExactly(texts("1", "a", "c"), texts("2", "c", "b"), texts("3", "a", "b"));
  }

  @Test
  void whatTheUserAddedToARowIsKept() {
    ServerFeatures.assumeGeneratedColumns();
    database.create(TABLE);
    database
        .sql()
        .execute(
            """
            ALTER TABLE t ADD note text DEFAULT 'ours',
              ADD twice bigint GENERATED ALWAYS AS (k * 2) STORED;
            INSERT INTO t (k, v, note) VALUES (1, 'old', 'mine')\
            """);

    writer.write(record(TABLE, row(1, "new"), row(2, "new")));

    assertThat(database.sql().rows("SELECT k, v, note, twice FROM t ORDER BY k"))
        .containsExactly(texts("1", "new", "mine", "2"), texts("2", "new", "ours", "4"));
  }

  @Test
  void rowsOfAPartitionedTableAreReplaced() {
    ServerFeatures.assumeKeysAndTriggersOfPartitions();
    database
        .sql()
        .execute(
            """
            CREATE TABLE t (k bigint PRIMARY KEY, v text) PARTITION BY HASH (k);
            CREATE TABLE t0 PARTITION OF t FOR VALUES WITH (MODULUS 2, REMAINDER 0);
            CREATE TABLE t1 PARTITION OF t FOR VALUES WITH (MODULUS 2, REMAINDER 1);
            INSERT INTO t VALUES (1, 'old'), (2, 'old')\
            """);

    writer.write(record(TABLE, row(2, "new"), row(3, "new"), row(3, "newer")));

    assertThat(stored()).containsExactly(texts("1", "old"), texts("2", "new"), texts("3", "newer"));
  }

  @Test
  void rowsThatOthersReferToAreUpdatedAndTriggersSeeIt() {
    database.create(TABLE);
    database
        .sql()
        .execute(
            """
            CREATE TABLE child (k bigint REFERENCES t ON DELETE CASCADE);
            CREATE TABLE seen (operation text);
            CREATE FUNCTION see() RETURNS trigger LANGUAGE plpgsql AS
              'BEGIN INSERT INTO seen VALUES (TG_OP); RETURN NEW; END';
            CREATE TRIGGER see AFTER INSERT OR UPDATE OR DELETE ON t
              FOR EACH ROW EXECUTE PROCEDURE see();
            INSERT INTO t VALUES (1, 'old');
            INSERT INTO child VALUES (1);
            TRUNCATE seen\
            """);

    writer.write(record(TABLE, row(1, "new"), row(2, "new")));

    assertThat(stored()).containsExactly(texts("1", "new"), texts("2", "new"));
    assertThat(database.sql().value("SELECT count(*) FROM child")).isEqualTo("1");
    assertThat(database.sql().rows("SELECT operation FROM seen ORDER BY 1"))
        .containsExactly(texts("INSERT"), texts("UPDATE"));
  }

  @Test
  void aKeyThatTheUserWidenedIsFound() {
    Table narrow = keyed(Types.INT32);
    database.sql().execute("CREATE TABLE t (k numeric PRIMARY KEY, v text)");
    database.sql().execute("INSERT INTO t VALUES (1.0, 'old')");

    writer.write(record(narrow, row(1, "new"), row(2, "new")));

    assertThat(database.sql().rows("SELECT trunc(k), v FROM t ORDER BY k"))
        .containsExactly(texts("1", "new"), texts("2", "new"));
  }

  @Test
  void aRecordWithoutAKeyThatMeetsAKeyIsAnError() {
    database.create(TABLE);
    Table unkeyed = Table.of("t", Column.of("k", Types.INT64), Column.of("v", Types.TEXT));
    writer.write(record(unkeyed, row(1, "a")));

    RecordBatch clash = record(unkeyed, row(2, "b"), row(1, "b"));

    assertThat(StreamWriter.failure(writer.commit(clash)))
        .isInstanceOf(DatabaseRefused.class)
        .hasMessageContaining("23505");
    assertThat(stored()).containsExactly(texts("1", "a"));
  }

  private List<List<@Nullable String>> stored() {
    return database.sql().rows("SELECT k, v FROM t ORDER BY k");
  }
}
