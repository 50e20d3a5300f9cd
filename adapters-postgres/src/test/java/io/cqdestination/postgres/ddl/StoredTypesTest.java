package io.cqdestination.postgres.ddl;

import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.core.migration.MigrationMode;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.ColumnType.BinaryType;
import io.cqdestination.core.table.ColumnType.BooleanType;
import io.cqdestination.core.table.ColumnType.DateType;
import io.cqdestination.core.table.ColumnType.DecimalType;
import io.cqdestination.core.table.ColumnType.FloatingPointType;
import io.cqdestination.core.table.ColumnType.InetType;
import io.cqdestination.core.table.ColumnType.IntegerType;
import io.cqdestination.core.table.ColumnType.JsonType;
import io.cqdestination.core.table.ColumnType.ListType;
import io.cqdestination.core.table.ColumnType.MacType;
import io.cqdestination.core.table.ColumnType.TextType;
import io.cqdestination.core.table.ColumnType.TimeType;
import io.cqdestination.core.table.ColumnType.TimestampType;
import io.cqdestination.core.table.ColumnType.UuidType;
import io.cqdestination.core.table.ListLayout;
import io.cqdestination.core.table.Table;
import io.cqdestination.core.table.TimeUnit;
import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.Flavour;
import io.cqdestination.postgres.fixture.HostileSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The server's catalogue shows every type in the words that were used to make it. */
@Tag("every-version")
class StoredTypesTest {
  private static final List<ColumnType> TYPES =
      List.of(
          new BooleanType(),
          new IntegerType(16, true),
          new IntegerType(32, true),
          new IntegerType(64, true),
          new IntegerType(64, false),
          new FloatingPointType(32),
          new FloatingPointType(64),
          new DecimalType(128, 38, 10),
          new DecimalType(128, 5, -2),
          new DecimalType(128, 3, 5),
          new DecimalType(256, 76, 20),
          new TextType(false),
          new BinaryType(false),
          new TimestampType(TimeUnit.MICROSECOND, null),
          new TimeType(TimeUnit.MICROSECOND),
          new DateType(false),
          new UuidType(),
          new JsonType(),
          new InetType(),
          new MacType());

  @ParameterizedTest
  @MethodSource("io.cqdestination.fixtures.postgres.Flavour#underTest")
  void aSecondMigrationFindsNothingToDo(Flavour flavour) {
    try (Database database = flavour.create()) {
      aSecondMigrationFindsNothingToDo(MigratedDatabase.of(database));
    }
  }

  @ParameterizedTest
  @MethodSource("io.cqdestination.postgres.fixture.HostileSettings#all")
  void settingsOfTheDatabaseChangeNoType(String setting) {
    try (Database database = Flavour.POSTGRES.create()) {
      HostileSettings.put(database, setting);
      aSecondMigrationFindsNothingToDo(
          MigratedDatabase.of(HostileSettings.sessions(database), Duration.ofSeconds(20), false));
    }
  }

  private static void aSecondMigrationFindsNothingToDo(MigratedDatabase migrated) {
    List<Column> columns = new ArrayList<>();
    for (ColumnType type : TYPES) {
      columns.add(Column.of("c" + columns.size(), type));
      columns.add(
          Column.of(
              "c" + columns.size(),
              new ListType(Column.of("item", type), new ListLayout.Offsets(false))));
    }
    Table table = new Table("t", "every type", null, columns);

    migrated.migrate(table);

    assertThat(migrated.script(MigrationMode.FORCED, table)).startsWith("-- nothing to do");
    assertThat(migrated.table("t").columns()).hasSize(TYPES.size() * 2);
  }
}
