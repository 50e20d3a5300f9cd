package io.cqdestination.postgres.ddl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.failure.DestinationException.RefusedMigration;
import io.cqdestination.core.migration.MigrationMode;
import io.cqdestination.core.migration.MigrationPlan;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.Table;
import io.cqdestination.core.table.TimeUnit;
import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.postgres.dialect.PostgresDialect;
import io.cqdestination.postgres.dialect.SchemaName;
import io.cqdestination.postgres.failure.RetriedTransaction;
import io.cqdestination.postgres.fixture.Types;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** With {@code migrations: keep_rows}, columns change where no value can be lost. */
@Tag("every-version")
class KeptRowsTest {
  private final Database database = PostgresServer.shared().create();
  private final MigratedDatabase migrated = MigratedDatabase.keepingRows(database);

  @AfterEach
  void dropDatabase() {
    database.close();
  }

  static Stream<Arguments> widenings() {
    return Stream.of(
        Arguments.of("smallint", Types.INT32, "-32768, 32767, NULL", true),
        Arguments.of("smallint", Types.INT64, "-32768, 32767", true),
        Arguments.of("integer", Types.INT64, "-2147483648, 2147483647, NULL", true),
        Arguments.of("bigint", Types.UINT64, "-9223372036854775808, 9223372036854775807", true),
        Arguments.of("integer", Types.decimal(128, 14, 4), "-2147483648, 2147483647", true),
        Arguments.of("smallint", Types.FLOAT32, "-32768, 32767", true),
        Arguments.of("integer", Types.FLOAT64, "-2147483648, 2147483647", true),
        Arguments.of(
            "real",
            Types.FLOAT64,
            "'3.4028235e38', '1e-45', '-0', 'NaN', '-Infinity', '0.1'",
            true),
        Arguments.of("character varying(5)", Types.TEXT, "'', 'äöüßé', 'a  ', NULL", false),
        Arguments.of("character varying", Types.TEXT, "'long enough'", false),
        Arguments.of("numeric(5,2)", Types.decimal(128, 9, 2), "-999.99, 999.99, 'NaN'", false),
        Arguments.of("numeric(5,2)", Types.decimal(128, 9, 4), "-999.99, 999.99", true),
        Arguments.of(
            "timestamp(3)",
            Types.timestamp(TimeUnit.MICROSECOND),
            "'4713-01-01 00:00:00 BC', '294276-12-31 23:59:59.999', 'infinity'",
            false),
        Arguments.of("time(0)", Types.time(TimeUnit.MICROSECOND), "'00:00', '24:00'", false));
  }

  @ParameterizedTest
  @MethodSource("widenings")
  void everyValueStays(String type, ColumnType wanted, String values, boolean rewritten) {
    create(type, values);
    // Values are compared as what they become: 1 and 1.0000 are the same number.
    database.execute("CREATE TABLE before AS SELECT * FROM t");
    String file = file();
    Table table = Table.of("t", Column.of("c", wanted));

    assertThat(migrated.script(MigrationMode.SAFE, table))
        .contains(rewritten ? "writes the whole table anew" : "leaves its rows as they are")
        .contains("table t: changed in place");
    migrated.migrate(table);

    assertThat(migrated.isAsWanted(table)).isTrue();
    assertThat(
            database.value(
                """
                SELECT count(*) FROM t FULL JOIN before USING (i)
                WHERE t.c IS DISTINCT FROM before.c OR t.i IS NULL\
                """))
        .isEqualTo("0");
    assertThat(file().equals(file)).isEqualTo(!rewritten);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "bigint|9007199254740993, 9223372036854775807",
        "text|'no number', '1'",
        "numeric(30,0)|123456789012345678901234567890",
        "character(5)|NULL",
        "double precision|1e300",
        "date|NULL"
      })
  void whatLosesValuesIsRefused(String type, String values) {
    create(type, values);
    String rows = String.valueOf(database.value("SELECT count(*) FROM t"));
    for (ColumnType wanted :
        List.of(Types.INT32, Types.FLOAT32, Types.decimal(128, 20, 4), Types.BOOLEAN)) {
      assertThatThrownBy(() -> migrated.migrate(Table.of("t", Column.of("c", wanted))))
          .isInstanceOf(RefusedMigration.class)
          .hasMessageContaining("type changed from " + type);
    }
    assertThat(database.value("SELECT count(*) FROM t")).isEqualTo(rows);
  }

  @Test
  void forcedModeKeepsThemToo() {
    create("integer", "1, 2");
    migrated.force(Table.of("t", Column.of("c", Types.INT64)));
    assertThat(database.value("SELECT count(*) FROM t")).isEqualTo("2");
  }

  @Test
  void theRowsAreCountedForThoseWhoRead() {
    create("integer", "1, 2");
    MigrationPlan plan =
        migrated.plan(MigrationMode.SAFE, Table.of("t", Column.of("c", Types.INT64)));
    SchemaName schema = new SchemaName("public");
    Map<String, Long> rows =
        RowCounts.of(
            plan, schema, new RetriedTransaction(database::connect, Duration.ofSeconds(60)));
    assertThat(rows).isEqualTo(Map.of("t", 2L));
    assertThat(
            new MigrationScript(new PostgresDialect(18), schema, TableGrants.NONE)
                .of(List.of(), plan, rows))
        .contains("-- table t: changed in place, with 2 rows\n");
  }

  @Test
  void notNullIsDropped() {
    create("integer", "1, 2");
    database.execute("ALTER TABLE t ALTER c SET NOT NULL");
    migrated.migrate(Table.of("t", Column.of("c", Types.INT32)));
    database.execute("INSERT INTO t (c) VALUES (NULL)");
    assertThat(database.value("SELECT count(*) FROM t")).isEqualTo("3");
  }

  @Test
  void aKeyAndWhatRefersToIt() {
    database.execute("CREATE TABLE t (id integer PRIMARY KEY)");
    database.execute("CREATE TABLE child (id integer REFERENCES t)");
    database.execute("INSERT INTO t VALUES (2147483647)");
    database.execute("INSERT INTO child VALUES (2147483647)");
    Table table = Table.of("t", new Column("id", Types.INT64, false, true, false));
    migrated.migrate(table);
    assertThat(migrated.isAsWanted(table)).isTrue();
    assertThat(database.value("SELECT count(*) FROM t JOIN child USING (id)")).isEqualTo("1");
  }

  @Test
  void aViewStandsInTheWay() {
    create("integer", "1, 2");
    database.execute("CREATE VIEW v AS SELECT c FROM t");
    assertThatThrownBy(() -> migrated.migrate(Table.of("t", Column.of("c", Types.INT64))))
        .isInstanceOf(RefusedMigration.class)
        .hasMessageContaining("view v depends on the table");
  }

  @Test
  void withoutTheKeyItIsRefused() {
    create("integer", "1, 2");
    assertThatThrownBy(
            () -> MigratedDatabase.of(database).migrate(Table.of("t", Column.of("c", Types.INT64))))
        .isInstanceOf(RefusedMigration.class);
  }

  private void create(String type, String values) {
    database.execute("CREATE TABLE t (i serial, c %s)".formatted(type));
    database.execute(
        "INSERT INTO t (c) SELECT CAST(v AS %s) FROM unnest(ARRAY[%s]) v".formatted(type, values));
  }

  /** Another one where the table was written anew. */
  private String file() {
    return String.valueOf(database.value("SELECT pg_relation_filenode('t')"));
  }
}
