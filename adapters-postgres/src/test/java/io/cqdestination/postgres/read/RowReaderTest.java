package io.cqdestination.postgres.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.core.sync.RowReader;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.IntervalUnit;
import io.cqdestination.core.table.ListLayout;
import io.cqdestination.core.table.Table;
import io.cqdestination.core.table.TimeUnit;
import io.cqdestination.fixtures.postgres.Flavour;
import io.cqdestination.postgres.fixture.EveryFlavour;
import io.cqdestination.postgres.fixture.Records;
import io.cqdestination.postgres.fixture.StreamWriter;
import io.cqdestination.postgres.fixture.TestDatabase;
import io.cqdestination.postgres.fixture.Types;
import io.cqdestination.postgres.pool.ConnectionPool;
import io.cqdestination.postgres.pool.PoolLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tables are read with the columns and types asked for. */
@Tag("every-version")
@EveryFlavour
class RowReaderTest {
  private static final Duration LIMIT = StreamWriter.LIMIT;

  private final Flavour flavour;
  private final TestDatabase database;

  RowReaderTest(Flavour flavour) {
    this.flavour = flavour;
    database = TestDatabase.create(flavour);
  }

  @AfterEach
  void dropDatabase() {
    database.close();
  }

  @Test
  void addressesHaveTheirMask() {
    database
        .sql()
        .execute(
            """
            CREATE TABLE t (a inet);
            INSERT INTO t VALUES ('10.1.2.3'), ('10.1.2.3/8'), ('::'), ('2001:db8::1/64'),
              ('1:0:0:2:0:0:0:3'), ('1:0:0:2:3:0:0:4'), ('1:0:2:3:4:5:6:7'), ('1:2:3:4:5:6::'), (NULL)
            """);

    assertThat(database.read(Table.of("t", Column.of("a", Types.INET))))
        .containsExactly(
            Records.row("10.1.2.3/32"),
            Records.row("10.1.2.3/8"),
            Records.row("::/128"),
            Records.row("2001:db8::1/64"),
            Records.row("1:0:0:2::3/128"),
            Records.row("1::2:3:0:0:4/128"),
            Records.row("1:0:2:3:4:5:6:7/128"),
            Records.row("1:2:3:4:5:6::/128"),
            Records.row((Object) null));
  }

  @Test
  void jsonHasNoBlanksButThoseOfStrings() {
    database
        .sql()
        .execute(
            flavour == Flavour.POSTGRES
                ? """
                CREATE TABLE t (j jsonb, l jsonb[]);
                INSERT INTO t VALUES ('{"a b":[1, {}]}', '{1,NULL,"[\\"] \\", 2]"}')\
                """
                : """
                CREATE TABLE t (j jsonb, l jsonb);
                INSERT INTO t VALUES ('{"a b":[1, {}]}', '[1,null,["] ", 2]]')\
                """);

    assertThat(
            database.read(
                Table.of("t", Column.of("l", Types.list(Types.JSON)), Column.of("j", Types.JSON))))
        .containsExactly(Records.row(Records.row("1", null, "[\"] \",2]"), "{\"a b\":[1,{}]}"));
  }

  @Test
  void listsOfJsonAreTheSameAfterAVisit() {
    Table table =
        Table.of(
            "t",
            new Column("n", Types.INT64, false, true, false),
            Column.of("l", Types.list(Types.JSON)),
            Column.of("f", Types.list(Types.JSON, new ListLayout.Fixed(2))));
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      values.add("{\"a\":[%d,\"],\\\"[\"]}".formatted(i));
    }
    List<@Nullable Object> two = Records.row("{\"b\":{}}", null);
    List<List<@Nullable Object>> rows =
        List.of(
            Records.row(1L, values, two),
            Records.row(2L, Records.row(), two),
            Records.row(3L, null, two),
            Records.row(4L, Records.row((Object) null), null));
    database.create(table);
    try (StreamWriter writer = new StreamWriter(database)) {
      writer.write(Records.record(table, rows));
    }

    assertThat(database.read(table)).containsExactlyInAnyOrderElementsOf(rows);
  }

  @Test
  void textsOfNestedValuesAreReadInOldFormsToo() {
    database
        .sql()
        .execute(
            """
            CREATE TABLE t (m text, l text[], s text);
            INSERT INTO t VALUES
              ('-3', '{1,NULL}', '{"f":1,"m":{"months":2},"t":"2024-02-29T13:14:15.123Z"}'),
              ('{"months":-3}', '{"{\\"months\\":1}",NULL}',
                '{"t": "2024-02-29 13:14:15.123", "m": 2, "more": [{}], "f": 1.0}')
            """);
    ColumnType months = Types.interval(IntervalUnit.YEAR_MONTH);
    Table table =
        Table.of(
            "t",
            Column.of("m", months),
            Column.of("l", Types.list(months)),
            Column.of(
                "s",
                Types.struct(
                    Column.of("t", Types.timestamp(TimeUnit.MILLISECOND)),
                    Column.of("m", months),
                    Column.of("none", Types.TEXT),
                    Column.of("f", Types.FLOAT64))));

    List<@Nullable Object> row =
        Records.row(
            List.of(-3),
            Records.row(List.of(1), null),
            Records.row(1_709_212_455_123L, List.of(2), null, 1.0));
    assertThat(database.read(table)).containsExactly(row, row);
  }

  @Test
  void theServerConvertsColumnsOfOtherTypes() {
    database
        .sql()
        .execute("CREATE TABLE t (n integer, v varchar(9)); INSERT INTO t VALUES (7, 'x')");

    assertThat(database.read(Table.of("t", Column.of("n", Types.TEXT), Column.of("v", Types.TEXT))))
        .containsExactly(Records.row("7", "x"));
    assertThat(database.read(Table.of("t", Column.of("n", Types.decimal(128, 10, 2)))))
        .containsExactly(Records.row(new java.math.BigDecimal("7.00")));
  }

  @Test
  void infinityIsTheLargestCountInEveryUnit() {
    database
        .sql()
        .execute(
            """
            CREATE TABLE t (t timestamp, d date);
            INSERT INTO t VALUES ('infinity', 'infinity'), ('-infinity', '-infinity')
            """);

    for (TimeUnit unit : TimeUnit.values()) {
      assertThat(
              database.read(
                  Table.of(
                      "t",
                      Column.of("t", Types.timestamp(unit)),
                      Column.of("d", Types.DATE_MILLISECONDS))))
          .containsExactly(
              Records.row(Long.MAX_VALUE, Long.MAX_VALUE),
              Records.row(Long.MIN_VALUE, Long.MIN_VALUE));
    }
  }

  @Test
  void largeTablesComeInBatchesOfBoundedSize() {
    database
        .sql()
        .execute(
            """
            CREATE TABLE t (n bigint, v text);
            INSERT INTO t SELECT n, repeat('x', CASE WHEN n > 12000 THEN 300000 ELSE 1 END)
            FROM generate_series(1, 12010) n
            """);
    List<Integer> sizes = new ArrayList<>();
    List<Object> numbers = new ArrayList<>();

    database
        .reader(database.connections())
        .read(
            Table.of("t", Column.of("n", Types.INT64), Column.of("v", Types.TEXT)),
            batch -> {
              sizes.add(batch.rowCount());
              assertThat(batch.byteSize()).isLessThan(2 << 20);
              Records.rows(batch).forEach(row -> numbers.add(row.getFirst()));
            });

    assertThat(sizes).hasSizeBetween(4, 8).allMatch(rows -> rows <= 5_000);
    assertThat(numbers).doesNotHaveDuplicates().hasSize(12_010);
  }

  @Test
  void anEmptyTableHasNoBatches() {
    database.sql().execute("CREATE TABLE t (n bigint)");

    assertThat(database.read(Table.of("t", Column.of("n", Types.INT64)))).isEmpty();
  }

  @Test
  void missingTablesAndColumnsAreNamed() {
    Table table = Table.of("t", Column.of("n", Types.INT64), Column.of("missing", Types.TEXT));
    assertThatThrownBy(() -> database.read(table))
        .isInstanceOf(DatabaseRefused.class)
        .hasMessage("table t not found");

    database.sql().execute("CREATE TABLE t (n bigint)");
    assertThatThrownBy(() -> database.read(table))
        .isInstanceOf(DatabaseRefused.class)
        .hasMessage("table t has no column missing");
  }

  @Test
  void valuesThatTheTypeAskedForCannotHoldAreRefused() {
    database
        .sql()
        .execute(
            """
            CREATE TABLE t (n numeric, l numeric[], t timestamp, a bigint[], s text);
            INSERT INTO t VALUES ('NaN', '{1,NaN}', '294276-12-31', '{{1,2},{3,4}}', '{"a":x}')
            """);

    assertRefused(Column.of("n", Types.decimal(128, 38, 0)), "NaN");
    assertRefused(Column.of("l", Types.list(Types.decimal(128, 38, 0))), "NaN");
    assertRefused(Column.of("n", Types.UINT64), "NaN");
    assertRefused(Column.of("t", Types.timestamp(TimeUnit.MICROSECOND)), "out of the range");
    assertRefused(Column.of("t", Types.timestamp(TimeUnit.NANOSECOND)), "out of the range");
    assertRefused(
        Column.of("a", Types.list(Types.INT64)),
        flavour == Flavour.POSTGRES ? "another shape" : "an array of one dimension");
    assertRefused(Column.of("s", Types.struct(Column.of("a", Types.INT8))), "\"x\" is no number");
    assertRefused(Column.of("s", Types.map(Types.TEXT, Types.TEXT)), "JSON");
    assertRefused(Column.of("s", Types.interval(IntervalUnit.DAY_TIME)), "interval");
    assertRefused(Column.of("s", Types.duration(TimeUnit.SECOND)), "no duration in s");
    assertRefused(Column.of("s", Types.BINARY_VIEW), "no base64");
    assertRefused(Column.of("s", Types.FLOAT16), "no number of 16 bits");
  }

  @Test
  void aTableCanBeReadAgainAfterTheReceiverGaveUp() {
    database
        .sql()
        .execute("CREATE TABLE t AS SELECT n::bigint AS n FROM generate_series(1, 100000) n");
    Table table = Table.of("t", Column.of("n", Types.INT64));

    try (ConnectionPool pool =
        new ConnectionPool(database.connections(), new PoolLimits(1, LIMIT, LIMIT, LIMIT))) {
      RowReader reader = database.reader(pool);
      assertThatThrownBy(() ->
              reader.read(
                  table,
                  _ -> {
                    throw new IllegalStateException("enough");
                  }))
          .hasMessage("enough");

      List<Integer> sizes = new ArrayList<>();
      reader.read(table, batch -> sizes.add(batch.rowCount()));
      assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(100_000);
    }
  }

  private void assertRefused(Column column, String words) {
    assertThatThrownBy(() -> database.read(Table.of("t", column)))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith("table t, column %s: ".formatted(column.name()))
        .hasMessageContaining(words);
  }
}
