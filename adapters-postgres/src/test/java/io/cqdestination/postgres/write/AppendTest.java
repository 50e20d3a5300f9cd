package io.cqdestination.postgres.write;

import static io.cqdestination.postgres.fixture.Records.record;
import static io.cqdestination.postgres.fixture.Records.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cqdestination.core.batching.OpenBatch;
import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.Table;
import io.cqdestination.fixtures.postgres.Flavour;
import io.cqdestination.postgres.fixture.EveryWritingWay;
import io.cqdestination.postgres.fixture.ServerFeatures;
import io.cqdestination.postgres.fixture.Types;
import io.cqdestination.postgres.fixture.WritingWay;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rows without a key, in tables as users have them. */
@EveryWritingWay
@Tag("every-version")
class AppendTest extends WriterTest {
  private static final Column N = Column.of("n", Types.INT64);
  private static final Column TEXT = Column.of("v", Types.TEXT);
  private static final Table TABLE = Table.of("t", N, TEXT);

  AppendTest(WritingWay way) {
    super(way);
  }

  @Test
  void equalRowsAreAllKept() {
    database.create(TABLE);

    writer.write(record(TABLE, row(1, "a"), row(1, "a")), record(TABLE, row(1, "a")));
    writer.write(record(TABLE, row(1, "a")));

    assertThat(database.sql().value("SELECT count(*) FROM t WHERE n = 1 AND v = 'a'"))
        .isEqualTo("4");
  }

  @Test
  void listsHoldAddressesAndNothing() {
    assumeTrue(flavour == Flavour.POSTGRES, "CockroachDB has no such settings and addresses");
    database
        .sql()
        .execute("ALTER DATABASE %s SET array_nulls = off".formatted(database.sql().name()));
    Table table =
        Table.of(
            "lists",
            Column.of("macs", Types.list(Types.MAC)),
            Column.of("texts", Types.list(Types.TEXT)));
    database.create(table);

    writer.write(
        record(table, row(Arrays.asList("0102030405ff", null), Arrays.asList("NULL", null, "x"))));

    assertThat(database.sql().rows("SELECT macs::text, texts[1], texts[2] IS NULL FROM lists"))
        .containsExactly(texts("{01:02:03:04:05:ff,NULL}", "NULL", "t"));
  }

  @Test
  void aBatchMayHaveRecordsOfDifferentColumnsInAnyOrder() {
    database.create(TABLE);

    writer.write(
        record(TABLE, row(1, "a")),
        record(Table.of("t", TEXT, N), row("b", 2)),
        record(Table.of("t", N), row(3)),
        record(Table.of("t", TEXT), row("d")),
        record(TABLE, row(5, "e")));

    assertThat(rows("SELECT n, v FROM t ORDER BY coalesce(n, 4)"))
        .containsExactly(
            texts("1", "a"), texts("2", "b"), texts("3", null), texts(null, "d"), texts("5", "e"));
  }

  @Test
  void theUsersOwnColumnsGetWhatTheyHaveByDefault() {
    ServerFeatures.assumeGeneratedColumns();
    database.create(TABLE);
    database
        .sql()
        .execute(
            """
            ALTER TABLE t ADD note text DEFAULT 'ours',
              ADD twice bigint GENERATED ALWAYS AS (n * 2) STORED,
              ADD number bigint GENERATED ALWAYS AS IDENTITY\
            """);

    writer.write(record(TABLE, row(4, "a")));

    assertThat(rows("SELECT note, twice, number FROM t")).containsExactly(texts("ours", "8", "1"));
  }

  @Test
  void partitionsTriggersAndRulesOfTheUserApply() {
    ServerFeatures.assumeKeysAndTriggersOfPartitions();
    database
        .sql()
        .execute(
            """
            CREATE TABLE t (n bigint, v text) PARTITION BY RANGE (n);
            CREATE TABLE low PARTITION OF t FOR VALUES FROM (0) TO (10);
            CREATE TABLE high PARTITION OF t FOR VALUES FROM (10) TO (20);
            CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql AS
              'BEGIN NEW.v := upper(NEW.v); RETURN NEW; END';
            CREATE TRIGGER shout BEFORE INSERT ON t FOR EACH ROW EXECUTE PROCEDURE shout()\
            """);

    writer.write(record(TABLE, row(1, "a"), row(11, "b")));

    assertThat(rows("SELECT n, v FROM low")).containsExactly(texts("1", "A"));
    assertThat(rows("SELECT n, v FROM high")).containsExactly(texts("11", "B"));
  }

  @Test
  void columnsThatTheUserWidenedTakeTheValues() {
    Table narrow =
        Table.of("t", Column.of("i", Types.INT16), Column.of("f", Types.FLOAT32), N, TEXT);
    database
        .sql()
        .execute("CREATE TABLE t (i bigint, f double precision, n numeric, v varchar(100))");

    writer.write(record(narrow, row(-7, 0.5f, Long.MAX_VALUE, "a")));

    assertThat(rows("SELECT i, f, n, v FROM t"))
        .containsExactly(texts("-7", "0.5", "9223372036854775807", "a"));
  }

  @Test
  void aMissingTableIsNamed() {
    assertThatThrownBy(() -> writer.open(record(TABLE, row(1, "a"))))
        .isInstanceOf(DatabaseRefused.class)
        .hasMessage("table t not found");
  }

  @Test
  void aMissingColumnIsNamedAndNothingOfTheBatchIsWritten() {
    database.create(TABLE);
    OpenBatch batch = writer.open(record(TABLE, row(1, "a")));
    Table wider = Table.of("t", N, Column.of("more", Types.TEXT));

    assertThatThrownBy(() -> batch.add(record(wider, row(2, "b")), 0, 1))
        .isInstanceOf(DatabaseRefused.class)
        .hasMessageContaining("table t has no column more");
    batch.abandon();

    assertThat(database.sql().value("SELECT count(*) FROM t")).isEqualTo("0");
    assertThat(writer.heldBytes()).isZero();
  }

  private List<List<@Nullable String>> rows(String query) {
    return database.sql().rows(query);
  }
}
