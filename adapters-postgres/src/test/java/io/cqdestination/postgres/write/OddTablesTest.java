package io.cqdestination.postgres.write;

import static io.cqdestination.postgres.fixture.Records.record;
import static io.cqdestination.postgres.fixture.Records.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.Table;
import io.cqdestination.fixtures.postgres.Flavour;
import io.cqdestination.postgres.fixture.EveryWritingWay;
import io.cqdestination.postgres.fixture.StreamWriter;
import io.cqdestination.postgres.fixture.Types;
import io.cqdestination.postgres.fixture.WritingWay;
import java.math.BigDecimal;
import java.sql.DriverManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows with keys, in tables that were not made for them. */
@EveryWritingWay
@Tag("every-version")
class OddTablesTest extends WriterTest {
  private static final Table KEYED = keyed(Types.INT64);

  OddTablesTest(WritingWay way) {
    super(way);
  }

  @BeforeEach
  void onlyPostgres() {
    assumeTrue(flavour == Flavour.POSTGRES, "CockroachDB has other tables");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE t (k bigint NOT NULL, v text)",
        "CREATE TABLE t (k bigint, v text, PRIMARY KEY (k, v))",
        "CREATE TABLE t (k bigint, v text PRIMARY KEY)",
        "CREATE TABLE t (k bigint, v text); CREATE UNIQUE INDEX ON t (k) WHERE k > 0",
        "CREATE TABLE t (k bigint UNIQUE DEFERRABLE, v text)",
        "CREATE TABLE t (k bigint, v text); CREATE UNIQUE INDEX ON t ((k + 0))",
        "CREATE TABLE t (k bigint, v text); CREATE INDEX ON t (k)"
      })
  void rowsAreNotDoubledWhereNoIndexFindsThem(String table) {
    database.sql().execute(table);

    for (int sync = 0; sync < 3; sync++) {
      assertThatThrownBy(() -> writer.write(record(KEYED, row(1, "a"))))
          .isInstanceOf(DatabaseRefused.class)
          .hasMessageContainingAll("table t", "key (k)", "it has");
    }

    assertThat(database.sql().value("SELECT count(*) FROM t")).isEqualTo("0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE t (k bigint UNIQUE, v text)",
        "CREATE TABLE t (k bigint, v text, id bigserial PRIMARY KEY); CREATE UNIQUE INDEX ON t (k)",
        "CREATE TABLE base (k bigint PRIMARY KEY, v text); CREATE VIEW t AS SELECT * FROM base"
      })
  void anyIndexOfTheKeyWillDo(String table) {
    database.sql().execute(table);

    writer.write(record(KEYED, row(1, "a"), row(2, "a")));
    writer.write(record(KEYED, row(2, "b"), row(3, "b")));

    assertThat(database.sql().rows("SELECT k, v FROM t ORDER BY k"))
        .containsExactly(texts("1", "a"), texts("2", "b"), texts("3", "b"));
  }

  @Test
  void columnsThatNumberRowsByThemselvesTakeTheRowsValues() {
    database
        .sql()
        .execute(
            "CREATE TABLE t (k bigint PRIMARY KEY, v text, n bigint GENERATED ALWAYS AS IDENTITY)");
    Table table =
        Table.of(
            "t",
            new Column("k", Types.INT64, false, true, false),
            Column.of("n", Types.INT64),
            Column.of("v", Types.TEXT));

    writer.write(record(table, row(1, 71, "a")));
    writer.write(record(table, row(1, 72, "b"), row(2, 73, "b")));

    assertThat(database.sql().rows("SELECT k, n, v FROM t ORDER BY k"))
        .as("such a column cannot be changed")
        .containsExactly(texts("1", "71", "b"), texts("2", "73", "b"));
  }

  @Test
  void aKeyThatNumbersRowsByItselfFindsThem() {
    database
        .sql()
        .execute("CREATE TABLE t (k bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, v text)");

    writer.write(record(KEYED, row(1, "a")));
    writer.write(record(KEYED, row(1, "b"), row(2, "b")));

    assertThat(database.sql().rows("SELECT k, v FROM t ORDER BY k"))
        .containsExactly(texts("1", "b"), texts("2", "b"));
  }

  @Test
  void anExclusionConstraintOlderThanTheKeyIsNoObstacle() {
    database.sql().execute("CREATE TABLE t (k bigint NOT NULL, v text, EXCLUDE (k WITH =))");
    database.sql().execute("ALTER TABLE t ADD PRIMARY KEY (k)");

    writer.write(record(KEYED, row(1, "a")));
    assertThat(database.sql().value("SELECT v FROM t")).isEqualTo("a");
  }

  @Test
  void paddedKeysAreOneKeyWhereTheTableTakesThemForOne() {
    database.sql().execute("CREATE TABLE t (k character(3) PRIMARY KEY, v text)");
    Table table = keyed(Types.TEXT);

    writer.write(record(table, row("a", "first"), row("a ", "second")));
    writer.write(record(table, row("a ", "third"), row("a", "fourth")));

    assertThat(database.sql().rows("SELECT trim(k), v FROM t"))
        .containsExactly(texts("a", "fourth"));
  }

  @Test
  void roundedKeysAreOneKeyWhereTheTableTakesThemForOne() {
    database.sql().execute("CREATE TABLE t (k numeric(20,2) PRIMARY KEY, v text)");
    Table table = keyed(Types.decimal(128, 20, 6));

    writer.write(
        record(
            table,
            row(new BigDecimal("1.001000"), "first"),
            row(new BigDecimal("1.002000"), "second")));
    writer.write(
        record(
            table,
            row(new BigDecimal("1.002000"), "third"),
            row(new BigDecimal("1.001000"), "fourth")));

    assertThat(database.sql().rows("SELECT k, v FROM t")).containsExactly(texts("1.00", "fourth"));
  }

  @Test
  void keysOfOtherCaseAreOneKeyWhereTheTableTakesThemForOne() {
    database.sql().execute("CREATE EXTENSION citext");
    database.sql().execute("CREATE TABLE t (k citext PRIMARY KEY, v text)");
    Table table = keyed(Types.TEXT);

    writer.write(record(table, row("A", "first"), row("a", "second")));
    writer.write(record(table, row("b", "third"), row("a", "fourth"), row("B", "fifth")));

    assertThat(database.sql().rows("SELECT lower(k), v FROM t ORDER BY k"))
        .containsExactly(texts("a", "fourth"), texts("b", "fifth"));
  }

  @Test
  void rulesApplyToRowsThatAreAdded() {
    database
        .sql()
        .execute(
            """
            CREATE TABLE t (k bigint, v text);
            CREATE TABLE seen (k bigint);
            CREATE RULE seen AS ON INSERT TO t DO ALSO INSERT INTO seen VALUES (NEW.k)\
            """);
    Table table = Table.of("t", Column.of("k", Types.INT64), Column.of("v", Types.TEXT));

    writer.write(record(table, row(1, "a"), row(2, "b")));
    writer.write(record(table, row(3, "c")));

    assertThat(database.sql().rows("SELECT k FROM seen ORDER BY k"))
        .containsExactly(texts("1"), texts("2"), texts("3"));
  }

  @Test
  void rowLevelSecurityAppliesToItsOwnerWhereItIsForced() {
    database
        .sql()
        .execute(
            """
            CREATE TABLE t (k bigint PRIMARY KEY, v text);
            ALTER TABLE t ENABLE ROW LEVEL SECURITY;
            CREATE POLICY all_rows ON t USING (true)\
            """);
    String role = asRole("GRANT SELECT, INSERT, UPDATE ON t TO %s");

    try (StreamWriter limited = writerAs(role)) {
      limited.write(record(KEYED, row(1, "a")));
      limited.write(record(KEYED, row(1, "b"), row(2, "b")));
    }

    assertThat(database.sql().rows("SELECT k, v FROM t ORDER BY k"))
        .containsExactly(texts("1", "b"), texts("2", "b"));
  }

  @Test
  void aRoleThatMayMakeNoTemporaryTablesReplacesRows() {
    database.sql().execute("CREATE TABLE t (k bigint PRIMARY KEY, v text)");
    database
        .sql()
        .execute("REVOKE TEMPORARY ON DATABASE %s FROM PUBLIC".formatted(database.sql().name()));
    String role = asRole("GRANT SELECT, INSERT, UPDATE ON t TO %s");

    try (StreamWriter limited = writerAs(role)) {
      limited.write(record(KEYED, row(1, "a")));
      limited.write(record(KEYED, row(1, "b"), row(2, "b")));
      limited.write(record(KEYED, row(2, "c")));
    }

    assertThat(database.sql().rows("SELECT k, v FROM t ORDER BY k"))
        .containsExactly(texts("1", "b"), texts("2", "c"));
  }

  @Test
  void anEventTriggerThatRefusesTemporaryTablesIsNoObstacle() {
    database
        .sql()
        .execute(
            """
            CREATE TABLE t (k bigint PRIMARY KEY, v text);
            CREATE FUNCTION refuse() RETURNS event_trigger LANGUAGE plpgsql AS $$
            BEGIN
              RAISE EXCEPTION 'no tables here';
            END $$;
            CREATE EVENT TRIGGER refuse ON ddl_command_start WHEN TAG IN ('CREATE TABLE')
              EXECUTE PROCEDURE refuse()\
            """);

    writer.write(record(KEYED, row(1, "a")));
    writer.write(record(KEYED, row(1, "b"), row(2, "b")));

    assertThat(database.sql().rows("SELECT k, v FROM t ORDER BY k"))
        .containsExactly(texts("1", "b"), texts("2", "b"));
  }

  @Test
  void aTableMayBeNamedLikeTheRowThatMeetsAnother() {
    database.sql().execute("CREATE TABLE excluded (k bigint PRIMARY KEY, excluded text)");
    Table table =
        Table.of(
            "excluded",
            new Column("k", Types.INT64, false, true, false),
            Column.of("excluded", Types.TEXT));

    writer.write(record(table, row(1, "a")));
    writer.write(record(table, row(1, "b"), row(2, "b")));

    assertThat(database.sql().rows("SELECT k, excluded FROM excluded ORDER BY k"))
        .containsExactly(texts("1", "b"), texts("2", "b"));
  }

  /** A role of this test's own. */
  private String asRole(String grant) {
    String role = "limited_" + database.sql().name();
    database.sql().execute("CREATE ROLE %s".formatted(role));
    database.sql().execute(grant.formatted(role));
    return role;
  }

  private StreamWriter writerAs(String role) {
    return new StreamWriter(
        database,
        () ->
            DriverManager.getConnection(database.sql().jdbcUrl() + "&options=-c%20role%3D" + role),
        StreamWriter.LIMIT,
        groups);
  }
}
