package io.cqdestination.postgres.copy;

import static io.cqdestination.postgres.fixture.Records.row;
import static io.cqdestination.postgres.fixture.Types.decimal;
import static io.cqdestination.postgres.fixture.Types.list;

import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.ListLayout;
import io.cqdestination.core.table.TimeUnit;
import io.cqdestination.postgres.fixture.Types;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Lists are what the server itself sends for arrays. */
@Tag("every-version")
class ArrayEncoderTest {
  @RegisterExtension static final GoldenCopy golden = new GoldenCopy();

  static Stream<Arguments> elements() {
    return Stream.of(
        elements("'{t,NULL,f}'::boolean[]", Types.BOOLEAN, true, null, false),
        elements("'{-128,NULL,127}'::smallint[]", Types.INT8, -128, null, 127),
        elements("'{255,NULL}'::smallint[]", Types.UINT8, 255, null),
        elements("'{-32768,NULL}'::smallint[]", Types.INT16, -32768, null),
        elements("'{-1,NULL}'::integer[]", Types.INT32, -1, null),
        elements("'{65535}'::integer[]", Types.UINT16, 65535),
        elements("'{4294967295}'::bigint[]", Types.UINT32, 4294967295L),
        elements("'{1,NULL,-1}'::bigint[]", Types.INT64, 1, null, -1),
        elements("'{18446744073709551615,NULL}'::numeric(20,0)[]", Types.UINT64, -1L, null),
        elements("'{NaN,NULL,-0}'::real[]", Types.FLOAT32, Float.NaN, null, -0f),
        elements("'{0.1,-Infinity}'::float8[]", Types.FLOAT64, 0.1, Double.NEGATIVE_INFINITY),
        elements(
            "'{1.50,NULL}'::numeric(10,2)[]", decimal(128, 10, 2), new BigDecimal("1.5"), null),
        elements("'{a,NULL,\"\",\"NULL\"}'::text[]", Types.TEXT, "\0a", null, "", "NULL"),
        elements("'{1.5,NULL,NaN}'::text[]", Types.FLOAT16, 1.5f, null, Float.NaN),
        elements("'{\"\\\\x00ff\",NULL}'::bytea[]", Types.BINARY, "00ff", null),
        elements("'{AP8=,NULL}'::text[]", Types.BINARY_VIEW, "00ff", null),
        elements("'{AP8=,NULL}'::text[]", Types.fixedBinary(2), "00ff", null),
        elements(
            "'{00112233-4455-6677-8899-aabbccddeeff,NULL}'::uuid[]",
            Types.UUID,
            UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"),
            null),
        elements("'{\"{\\\"a\\\": 1}\",NULL}'::jsonb[]", Types.JSON, "{\"a\": 1}", null),
        elements("'{10.0.0.1/8,NULL,::1}'::inet[]", Types.INET, "10.0.0.1/8", null, "::1"),
        elements("'{08:00:2b:01:02:03,NULL}'::macaddr[]", Types.MAC, "08002b010203", null),
        elements(
            "'{1970-01-01,NULL,infinity}'::timestamp[]",
            Types.timestamp(TimeUnit.MICROSECOND),
            0,
            null,
            Long.MAX_VALUE),
        elements("'{00:00:01,NULL}'::time[]", Types.time(TimeUnit.SECOND), 1, null),
        elements("'{1970-01-02,NULL}'::date[]", Types.DATE, 1, null),
        elements("'{5us,NULL}'::text[]", Types.duration(TimeUnit.MICROSECOND), 5, null),
        elements("'{NULL,NULL}'::text[]", Types.NULL, null, null));
  }

  @ParameterizedTest
  @MethodSource("elements")
  void elementsOfEveryTypeWithNulls(String array, ColumnType type, List<?> elements) {
    golden
        .sql("VALUES (%s), (NULL), ('{}')".formatted(array))
        .isSentFor(list(type), elements, null, List.of());
  }

  @Test
  void listsOfEveryLayout() {
    golden
        .sql("VALUES ('{1,2}'::bigint[]), (NULL), ('{}'), ('{NULL}'), ('{3}')")
        .isSentFor(
            list(Types.INT64, new ListLayout.Offsets(true)),
            row(1, 2),
            null,
            row(),
            row((Object) null),
            row(3));
    golden
        .sql("VALUES ('{1,NULL}'::bigint[]), (NULL), ('{3,4}')")
        .isSentFor(list(Types.INT64, new ListLayout.Fixed(2)), row(1, null), null, row(3, 4));
    golden
        .sql("VALUES ('{}'::bigint[]), (NULL)")
        .isSentFor(list(Types.INT64, new ListLayout.Fixed(0)), row(), null);
  }

  @Test
  void listsOfNestedValuesAsJsonTexts() {
    golden
        .sql(
            """
            VALUES (ARRAY['[1,2]', NULL, '[]']), ('{}'), (NULL)
            """)
        .isSentFor(list(list(Types.INT64)), row(row(1, 2), null, row()), row(), null);
  }

  private static Arguments elements(String array, ColumnType type, @Nullable Object... elements) {
    return Arguments.of(array, type, Arrays.asList(elements));
  }
}
