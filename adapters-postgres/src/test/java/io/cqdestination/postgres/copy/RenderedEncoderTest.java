package io.cqdestination.postgres.copy;

import static io.cqdestination.postgres.fixture.Records.row;
import static io.cqdestination.postgres.fixture.Types.decimal;
import static io.cqdestination.postgres.fixture.Types.duration;
import static io.cqdestination.postgres.fixture.Types.interval;
import static io.cqdestination.postgres.fixture.Types.list;
import static io.cqdestination.postgres.fixture.Types.map;
import static io.cqdestination.postgres.fixture.Types.struct;
import static io.cqdestination.postgres.fixture.Types.timestamp;

import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.IntervalUnit;
import io.cqdestination.core.table.TimeUnit;
import io.cqdestination.postgres.fixture.Types;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Values that PostgreSQL has no type for are sent as texts. */
@Tag("every-version")
class RenderedEncoderTest {
  @RegisterExtension static final GoldenCopy golden = new GoldenCopy();

  @Test
  void durations() {
    golden.sql("VALUES ('5s'), ('-7s'), (NULL)").isSentFor(duration(TimeUnit.SECOND), 5, -7, null);
    golden.sql("VALUES ('5ms')").isSentFor(duration(TimeUnit.MILLISECOND), 5);
    golden.sql("VALUES ('5us')").isSentFor(duration(TimeUnit.MICROSECOND), 5);
    golden.sql("VALUES ('5ns')").isSentFor(duration(TimeUnit.NANOSECOND), 5);
  }

  @Test
  void intervals() {
    golden.sql("VALUES ('-3'), (NULL)").isSentFor(interval(IntervalUnit.YEAR_MONTH), row(-3), null);
    golden
        .sql("VALUES (ARRAY['-3', NULL])")
        .isSentFor(list(interval(IntervalUnit.YEAR_MONTH)), row(row(-3), null));
    golden
        .sql("VALUES ('{\"days\":1,\"milliseconds\":2}'), (NULL)")
        .isSentFor(interval(IntervalUnit.DAY_TIME), row(1, 2), null);
    golden
        .sql("VALUES ('{\"months\":1,\"days\":2,\"nanoseconds\":3}'), (NULL)")
        .isSentFor(interval(IntervalUnit.MONTH_DAY_NANO), row(1, 2, 3), null);
  }

  @Test
  void structs() {
    golden
        .sql(
            """
            VALUES ('{"f":1.5,"n":1,"none":null,"text":"a\\"\\\\ü"}'),
              ('{"f":"NaN","n":null,"none":null,"text":null}'), (NULL)
            """)
        .isSentFor(
            struct(
                Column.of("n", Types.INT64),
                Column.of("text", Types.TEXT),
                Column.of("f", Types.FLOAT64),
                Column.of("none", Types.NULL)),
            row(1, "a\"\\\0ü", 1.5, null),
            row(null, null, Double.NaN, null),
            null);
  }

  @Test
  void structsOfScalarsOfEveryKind() {
    golden
        .sql(
            """
            VALUES ('{"a":"08:00:2b:01:02:03","b":"AP8=","big":18446744073709551615,'
              || '"d":"1970-01-02","i":"::1","iv":{"months":1},"j":{"x":1},"l":[1,null],'
              || '"m":"1.5","ok":true,"s":{"deep":"x"},"t":"2024-02-29T23:59:58.123Z",'
              || '"u":"00112233-4455-6677-8899-aabbccddeeff"}')
            """)
        .isSentFor(
            struct(
                Column.of("t", timestamp(TimeUnit.MILLISECOND)),
                Column.of("d", Types.DATE),
                Column.of("b", Types.BINARY),
                Column.of("m", decimal(128, 10, 2)),
                Column.of("u", Types.UUID),
                Column.of("j", Types.JSON),
                Column.of("i", Types.INET),
                Column.of("a", Types.MAC),
                Column.of("ok", Types.BOOLEAN),
                Column.of("big", Types.UINT64),
                Column.of("l", list(Types.INT64)),
                Column.of("s", struct(Column.of("deep", Types.TEXT))),
                Column.of("iv", interval(IntervalUnit.YEAR_MONTH))),
            row(
                1_709_251_198_123L,
                1,
                "00ff",
                new BigDecimal("1.5"),
                UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"),
                "{\"x\": 1}",
                "::1",
                "08002b010203",
                true,
                -1L,
                row(1, null),
                row("x"),
                row(1)));
  }

  @Test
  void maps() {
    golden
        .sql(
            """
            VALUES ('[{"key":"a","value":1},{"key":"b","value":null}]'), ('[]'), (NULL)
            """)
        .isSentFor(map(Types.TEXT, Types.INT64), List.of(row("a", 1), row("b", null)), row(), null);
  }

  @Test
  void listsOfStructsAndMaps() {
    golden
        .sql("VALUES (ARRAY['{\"n\":1}', NULL]), ('{}'), (NULL)")
        .isSentFor(list(struct(Column.of("n", Types.INT64))), row(row(1), null), row(), null);
    golden
        .sql("VALUES (ARRAY['[{\"key\":1,\"value\":\"x\"}]', '[]'])")
        .isSentFor(list(map(Types.INT64, Types.TEXT)), row(row(row(1, "x")), row()));
  }

  @Test
  void timestampsInsideNestedValues() {
    ColumnType timestamp = timestamp(TimeUnit.MILLISECOND);
    golden
        .sql("VALUES ('[{\"key\":\"a\",\"value\":\"2024-02-29T13:14:15.123Z\"}]')")
        .isSentFor(map(Types.TEXT, timestamp), List.of(row("a", 1_709_212_455_123L)));
    golden
        .sql("VALUES (ARRAY['{\"t\":\"2024-02-29T13:14:15.123Z\"}'])")
        .isSentFor(list(struct(Column.of("t", timestamp))), row(row(1_709_212_455_123L)));
    golden
        .sql("VALUES (ARRAY['[\"2024-02-29T13:14:15.123Z\"]'])")
        .isSentFor(list(list(timestamp)), row(row(1_709_212_455_123L)));
  }

  @Test
  void halfPrecisionNumbers() {
    golden
        .sql("VALUES ('1.5'), ('NaN'), ('+Inf'), ('-Inf'), ('65504'), (NULL)")
        .isSentFor(
            Types.FLOAT16,
            1.5f,
            Float.NaN,
            Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY,
            65504f,
            null);
  }

  @Test
  void columnsOfNulls() {
    golden.sql("VALUES (NULL), (NULL)").isSentFor(Types.NULL, null, null);
  }

  @Test
  void listsOfJsonAsOneJsonWhereTheDatabaseHasNoArraysOfIt() {
    golden
        .sql("VALUES ('\\x01'::bytea || '[1,null,\"x\"]'), ('\\x01'::bytea || '[]'), (NULL)")
        .isSentTo("jsonb", list(Types.JSON), row("1", null, "\"x\""), row(), null);
  }
}
