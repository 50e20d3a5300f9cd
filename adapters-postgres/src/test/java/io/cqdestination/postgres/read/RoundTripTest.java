package io.cqdestination.postgres.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.IntervalUnit;
import io.cqdestination.core.table.ListLayout;
import io.cqdestination.core.table.Table;
import io.cqdestination.core.table.TimeUnit;
import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.Flavour;
import io.cqdestination.fixtures.postgres.PostgresVersion;
import io.cqdestination.postgres.connection.ConnectionSource;
import io.cqdestination.postgres.fixture.HostileSettings;
import io.cqdestination.postgres.fixture.RandomValues;
import io.cqdestination.postgres.fixture.Records;
import io.cqdestination.postgres.fixture.StoredValues;
import io.cqdestination.postgres.fixture.StreamWriter;
import io.cqdestination.postgres.fixture.TestDatabase;
import io.cqdestination.postgres.fixture.Types;
import io.cqdestination.postgres.write.GroupLimits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Random values of every type, at every nesting, are the same after a visit to the database. */
@Tag("every-version")
class RoundTripTest {
  private static final int ROWS = 300;

  /** Enough for every type under each of many settings; what values there are, more rows try. */
  private static final int ROWS_A_SETTING = 60;

  private static final List<GroupLimits> BOTH_WAYS =
      List.of(GroupLimits.ORDINARY, GroupLimits.NONE);

  @ParameterizedTest
  @CsvSource({
    "POSTGRES, append, 1",
    "POSTGRES, overwrite, 8",
    "COCKROACH, append, 4",
    "COCKROACH, overwrite, 6"
  })
  void valuesReadBackAreThoseWritten(Flavour flavour, String mode, long seed) {
    valuesReadBackAreThoseWrittenBothWays(flavour, mode, seed);
  }

  @Tag("thorough")
  @ParameterizedTest
  @CsvSource({
    "POSTGRES, append, 2",
    "POSTGRES, append, 3",
    "POSTGRES, overwrite, 9",
    "COCKROACH, append, 5",
    "COCKROACH, overwrite, 7"
  })
  void moreValuesReadBackAreThoseWritten(Flavour flavour, String mode, long seed) {
    valuesReadBackAreThoseWrittenBothWays(flavour, mode, seed);
  }

  private static void valuesReadBackAreThoseWrittenBothWays(
      Flavour flavour, String mode, long seed) {
    try (TestDatabase database = TestDatabase.create(flavour)) {
      for (GroupLimits groups : BOTH_WAYS) {
        valuesReadBackAreThoseWritten(
            database, database.connections(), groups, ROWS, mode.equals("overwrite"), seed);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.cqdestination.postgres.fixture.HostileSettings#all")
  @Tag("thorough")
  void settingsOfTheDatabaseChangeNoValue(String setting) {
    assumeTrue(
        Set.of(PostgresVersion.V10, PostgresVersion.newest()).contains(PostgresVersion.underTest()),
        "all settings are tried with the oldest and the newest server");
    settingsChangeNoValue(Stream.of(setting));
  }

  @Test
  void settingsTogetherChangeNoValue() {
    settingsChangeNoValue(HostileSettings.all());
  }

  private static void settingsChangeNoValue(Stream<String> settings) {
    Database database = Flavour.POSTGRES.create();
    settings.forEach(setting -> HostileSettings.put(database, setting));
    try (TestDatabase tables = TestDatabase.of(database)) {
      ConnectionSource sessions = HostileSettings.sessions(database);
      for (GroupLimits groups : BOTH_WAYS) {
        valuesReadBackAreThoseWritten(tables, sessions, groups, ROWS_A_SETTING, false, 8);
        valuesReadBackAreThoseWritten(tables, sessions, groups, ROWS_A_SETTING, true, 9);
      }
    }
  }

  private static void valuesReadBackAreThoseWritten(
      TestDatabase database,
      ConnectionSource sessions,
      GroupLimits groups,
      int rowCount,
      boolean keyed,
      long seed) {
    Random random = new Random(seed);
    RandomValues values = new RandomValues(random);
    Table table = table("round_trip_%d_%d".formatted(seed, groups.smallRows()), keyed, random);
    database.create(table);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < rowCount; i++) {
      List<@Nullable Object> row = new ArrayList<>();
      table.columns().forEach(column -> row.add(values.nullable(column.type())));
      row.set(0, (long) i);
      rows.add(row);
    }

    try (StreamWriter writer = new StreamWriter(database, sessions, StreamWriter.LIMIT, groups)) {
      writer.write(Records.record(table, rows));
      if (keyed) {
        writer.write(Records.record(table, rows));
      }
    }

    List<List<@Nullable Object>> read = new ArrayList<>();
    database.reader(sessions).read(table, batch -> read.addAll(Records.rows(batch)));
    read.sort(Comparator.comparing(row -> (Long) row.getFirst()));
    for (int column = 0; column < table.columns().size(); column++) {
      ColumnType type = table.columns().get(column).type();
      assertThat(StoredValues.of(type, StoredValues.column(read, column)))
          .as("column of %s, seed %d", type, seed)
          .isEqualTo(StoredValues.of(type, StoredValues.column(rows, column)));
    }
  }

  private static Table table(String name, boolean keyed, Random random) {
    List<Column> columns =
        new ArrayList<>(List.of(new Column("number", Types.INT64, !keyed, keyed, false)));
    for (ColumnType type : types(random)) {
      columns.add(Column.of("c" + columns.size(), type));
      columns.add(Column.of("l" + columns.size(), Types.list(type)));
    }
    columns.add(Column.of("large_list", Types.list(Types.INT64, new ListLayout.Offsets(true))));
    columns.add(Column.of("fixed_list", Types.list(Types.TEXT, new ListLayout.Fixed(3))));
    return Table.of(name, columns.toArray(Column[]::new));
  }

  /** Every type; addresses only inside others, as the server changes their form. */
  private static List<ColumnType> types(Random random) {
    List<ColumnType> types =
        new ArrayList<>(
            List.of(
                Types.BOOLEAN,
                Types.INT8,
                Types.INT16,
                Types.INT32,
                Types.INT64,
                Types.UINT8,
                Types.UINT16,
                Types.UINT32,
                Types.UINT64,
                Types.FLOAT16,
                Types.FLOAT32,
                Types.FLOAT64,
                Types.TEXT,
                Types.LARGE_TEXT,
                Types.OPAQUE,
                Types.BINARY,
                Types.LARGE_BINARY,
                Types.BINARY_VIEW,
                Types.fixedBinary(5),
                Types.UUID,
                Types.MAC,
                Types.DATE,
                Types.DATE_MILLISECONDS,
                Types.JSON,
                Types.NULL));
    for (IntervalUnit unit : IntervalUnit.values()) {
      types.add(Types.interval(unit));
    }
    for (TimeUnit unit : TimeUnit.values()) {
      types.add(Types.timestamp(unit));
      types.add(Types.time(unit));
      types.add(Types.duration(unit));
    }
    types.add(Types.decimal(32, 9, random.nextInt(-3, 12)));
    types.add(Types.decimal(64, 18, random.nextInt(-3, 19)));
    types.add(Types.decimal(128, 38, random.nextInt(-5, 39)));
    types.add(Types.decimal(256, 76, random.nextInt(-5, 77)));
    types.addAll(nested(types));
    return types;
  }

  /** Types that are kept as JSON in a text, of all the others and of one another. */
  private static List<ColumnType> nested(List<ColumnType> scalars) {
    List<ColumnType> fields = new ArrayList<>(scalars);
    fields.add(Types.INET);
    fields.add(new ColumnType.TimestampType(TimeUnit.MILLISECOND, "Europe/Berlin"));
    fields.add(new ColumnType.TimestampType(TimeUnit.MICROSECOND, null));
    fields.add(new ColumnType.TimestampType(TimeUnit.SECOND, "-03:30"));
    scalars.forEach(type -> fields.add(Types.list(type)));
    fields.add(Types.list(Types.INT64, new ListLayout.Fixed(2)));
    ColumnType struct =
        Types.struct(
            fields.stream()
                .map(type -> Column.of("z\"\\\n€ " + -fields.indexOf(type), type))
                .toArray(Column[]::new));
    ColumnType map = Types.map(Types.TEXT, Types.timestamp(TimeUnit.NANOSECOND));
    return List.of(
        struct,
        map,
        Types.struct(),
        Types.map(Types.INT8, struct),
        Types.list(Types.list(Types.time(TimeUnit.NANOSECOND))),
        Types.list(Types.interval(IntervalUnit.YEAR_MONTH)),
        Types.struct(Column.of("map", map), Column.of("maps", Types.list(map))),
        Types.struct(Column.of("twice", Types.INT8), Column.of("twice", Types.TEXT)));
  }
}
