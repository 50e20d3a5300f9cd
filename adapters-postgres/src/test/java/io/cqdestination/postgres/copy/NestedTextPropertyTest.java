package io.cqdestination.postgres.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.IntervalUnit;
import io.cqdestination.core.table.Table;
import io.cqdestination.core.table.TimeUnit;
import io.cqdestination.postgres.fixture.RandomValues;
import io.cqdestination.postgres.fixture.Records;
import io.cqdestination.postgres.fixture.StreamWriter;
import io.cqdestination.postgres.fixture.TestDatabase;
import io.cqdestination.postgres.fixture.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept as JSON text is JSON, whatever the values below. */
class NestedTextPropertyTest {
  private static final int ROWS = 200;

  @ParameterizedTest
  @ValueSource(longs = {31, 32})
  void nestedValuesOfEveryTypeAreTextsOfJson(long seed) {
    Table table =
        Table.of(
            "nested",
            Column.of("struct", everything()),
            Column.of("map", Types.map(Types.TEXT, everything())),
            Column.of("interval", Types.interval(IntervalUnit.MONTH_DAY_NANO)));
    RandomValues values = new RandomValues(new Random(seed));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      List<@Nullable Object> row = new ArrayList<>();
      table.columns().forEach(column -> row.add(values.value(column.type())));
      rows.add(row);
    }

    try (TestDatabase database = TestDatabase.create();
        StreamWriter writer = new StreamWriter(database)) {
      database.create(table);
      writer.write(Records.record(table, rows));

      assertThat(
              database
                  .sql()
                  .rows(
                      """
                      SELECT (SELECT count(*) FROM json_object_keys(struct::json)), count(*)
                      FROM nested WHERE jsonb_typeof(map::jsonb) = 'array'
                        AND (interval::json->>'nanoseconds')::bigint IS NOT NULL GROUP BY 1
                      """))
          .as("seed %d", seed)
          .containsExactly(List.of(Integer.toString(everything().fields().size()), "" + ROWS));
    }
  }

  private static ColumnType.StructType everything() {
    List<ColumnType> types =
        List.of(
            Types.BOOLEAN,
            Types.INT8,
            Types.UINT64,
            Types.FLOAT16,
            Types.FLOAT32,
            Types.FLOAT64,
            Types.TEXT,
            Types.BINARY,
            Types.BINARY_VIEW,
            Types.fixedBinary(3),
            Types.UUID,
            Types.JSON,
            Types.INET,
            Types.MAC,
            Types.DATE,
            Types.DATE_MILLISECONDS,
            Types.NULL,
            Types.OPAQUE,
            Types.decimal(128, 38, -3),
            Types.timestamp(TimeUnit.MICROSECOND),
            Types.timestamp(TimeUnit.SECOND),
            Types.time(TimeUnit.NANOSECOND),
            Types.duration(TimeUnit.SECOND),
            Types.interval(IntervalUnit.DAY_TIME),
            Types.list(Types.TEXT),
            Types.map(Types.INT8, Types.list(Types.FLOAT64)));
    return Types.struct(
        types.stream()
            .map(type -> Column.of("\"field\\\n" + types.indexOf(type), type))
            .toArray(Column[]::new));
  }
}
