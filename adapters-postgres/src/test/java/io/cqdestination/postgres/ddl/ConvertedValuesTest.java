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
import io.cqdestination.postgres.fixture.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** With {@code migrations: keep_rows}, values are converted where each stays what it is. */
@Tag("every-version")
class ConvertedValuesTest {
  private static final String TIMES = "timestamp without time zone";

  /** Types by their names, with values at their ends. */
  private static final Map<String, List<String>> VALUES = new LinkedHashMap<>();

  private static final Map<String, ColumnType> WANTED = new LinkedHashMap<>();

  static {
    type("boolean", Types.BOOLEAN, "true", "false");
    type("smallint", Types.INT16, "-32768", "0", "32767");
    type("integer", Types.INT32, "-2147483648", "16777217", "2147483647");
    type("bigint", Types.INT64, "-9223372036854775808", "9007199254740993", "1");
    type("numeric(20,0)", Types.UINT64, "18446744073709551615", "-1", "NaN");
    type("numeric(9,2)", Types.decimal(128, 9, 2), "-9999999.99", "0.01", "7.00");
    type("real", Types.FLOAT32, "3.4028235e38", "1e-45", "0.1", "-0", "NaN", "-Infinity", "3");
    type(
        "double precision",
        Types.FLOAT64,
        "1.7976931348623157e308",
        "5e-324",
        "0.30000000000000004",
        "Infinity",
        "NaN",
        "42");
    type(
        "text",
        Types.TEXT,
        "",
        " 1",
        "007",
        "1",
        "-1.50",
        "1e3",
        "true",
        "yes",
        "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11",
        "{a0eebc999c0b4ef8bb6d6bb9bd380a11}",
        "{\"a\": [1, 1.0, \"\\u00e4\"]}",
        "{\"nul\": \"\\u0000\"}",
        "now",
        "infinity",
        "2026-01-31",
        "2026-01-31T10:00:00Z",
        "2026-01-31 10:00:00.120",
        "2026-01-31T10:00:00+02:00",
        "2026-01-31 10:00:00.1234567",
        "24:00:00",
        "10.0.0.1");
    type("bytea", Types.BINARY, "\\x", "\\x00ff");
    type("date", Types.DATE, "4713-01-01 BC", "5874897-12-31", "infinity", "2026-01-31");
    type("time without time zone", Types.time(TimeUnit.MICROSECOND), "24:00:00", "00:00:00.000001");
    type(
        TIMES,
        Types.timestamp(TimeUnit.MICROSECOND),
        "4713-01-01 00:00:00 BC",
        "294276-12-31 23:59:59.999999",
        "-infinity",
        "2026-01-31 00:00:00");
    type("uuid", Types.UUID, "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11");
    type("jsonb", Types.JSON, "{\"a\": [1, 1.00, null]}", "\"text\"", "17", "null");
    type("inet", Types.INET, "10.0.0.1/8", "::1");
    type("macaddr", Types.MAC, "08:00:2b:01:02:03");
    type("text[]", Types.list(Types.TEXT), "{}", "{a,NULL}");
  }

  private final Database database = PostgresServer.shared().create();
  private final MigratedDatabase migrated = MigratedDatabase.keepingRows(database);

  @AfterEach
  void dropDatabase() {
    database.close();
  }

  private static void type(String name, ColumnType wanted, String... values) {
    VALUES.put(name, List.of(values));
    WANTED.put(name, wanted);
  }

  static Set<String> types() {
    return VALUES.keySet();
  }

  private static List<String> values(String type) {
    return Objects.requireNonNull(VALUES.get(type));
  }

  private static Table wanted(String name, String type) {
    return Table.of(name, Column.of("c", Objects.requireNonNull(WANTED.get(type))));
  }

  /** Each value alone, and all together. */
  @Tag("thorough")
  @ParameterizedTest
  @MethodSource("types")
  void allValuesStayOrTheOldTableDoes(String from) {
    List<List<String>> contents = new ArrayList<>();
    values(from).forEach(value -> contents.add(List.of(value)));
    contents.add(values(from));
    List<Table> tables = new ArrayList<>();
    List<String> wanted = new ArrayList<>();
    StringBuilder creation = new StringBuilder();
    for (String to : types()) {
      for (List<String> content : contents) {
        String name = "t" + tables.size();
        creation.append(creation(name, from, content));
        creation.append("CREATE TABLE old_%1$s AS SELECT * FROM %1$s;".formatted(name));
        tables.add(wanted(name, to));
        wanted.add(to);
      }
    }
    database.execute(creation.toString());

    migrated.force(tables.toArray(Table[]::new));

    Map<String, String> kept = new HashMap<>();
    before("t").forEach(name -> kept.put(name.substring(0, name.indexOf("_before_")), name));
    List<String> losses = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      String name = "t" + i;
      String same =
          kept.containsKey(name) ? "n.c IS NOT DISTINCT FROM o.c" : same(from, wanted.get(i));
      losses.add(
          "SELECT '%s', string_agg(CAST(o.c AS text), ',') FROM old_%s o LEFT JOIN \"%s\" n USING (i) WHERE n.i IS NULL OR NOT (%s)"
              .formatted(wanted.get(i), name, kept.getOrDefault(name, name), same));
    }
    assertThat(
            database.rows(
                "SELECT * FROM (%s) x (type, lost) WHERE lost IS NOT NULL"
                    .formatted(String.join(" UNION ALL ", losses))))
        .isEmpty();
    assertThat(migrated.isAsWanted(tables.toArray(Table[]::new))).isTrue();
    assertThat(kept.size()).isLessThanOrEqualTo(wanted.size() - contents.size());
  }

  /** That a value is what it was, said without what the code says. */
  private static String same(String from, String to) {
    if (!from.equals("text") || to.equals("text")) {
      return "CAST(n.c AS %s) IS NOT DISTINCT FROM o.c".formatted(from);
    }
    return switch (to) {
      case "jsonb" -> "n.c = CAST(o.c AS jsonb)";
      case "uuid" -> "CAST(n.c AS text) = lower(o.c)";
      case TIMES ->
          "n.c = CAST(CASE WHEN o.c ~ '[0-9]$' THEN o.c || 'Z' ELSE o.c END AS timestamptz) AT TIME ZONE 'UTC'";
      case "numeric(20,0)", "numeric(9,2)" -> "n.c = CAST(o.c AS numeric)";
      default -> "CAST(n.c AS text) = o.c";
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text|bigint|-9223372036854775808",
        "text|jsonb|{\"a\": [1, 2]}",
        "text|uuid|A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11",
        "text|timestamp without time zone|2026-01-31T10:00:00.120Z",
        "text|timestamp without time zone|2026-01-31 10:00:00",
        "text|date|2026-01-31",
        "text|numeric(9,2)|-1.5",
        "text|boolean|true",
        "text|double precision|0.1",
        "jsonb|text|{\"a\": [1, 2]}",
        "uuid|text|a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
        "bigint|smallint|32767",
        "bigint|text|-1",
        "numeric(9,2)|integer|7.00",
        "double precision|real|0.5",
        "double precision|bigint|9007199254740992",
        "timestamp without time zone|date|2026-01-31 00:00:00",
        "date|timestamp without time zone|2026-01-31"
      })
  void safeModeConvertsWhatStays(String from, String to, String value) {
    create("t", from, List.of(value));
    Table table = wanted("t", to);

    String script = migrated.script(MigrationMode.SAFE, table);
    assertThat(script)
        .contains("table t: changed in place", "each value being looked at before")
        .contains("writes the whole table anew");
    migrated.migrate(table);

    assertThat(migrated.isAsWanted(table)).isTrue();
    assertThat(database.value("SELECT count(*) FROM t WHERE c IS NOT NULL")).isEqualTo("1");
    assertThat(database.value("SELECT count(*) FROM t WHERE c IS NULL")).isEqualTo("1");
  }

  @Test
  void thePlanIsWhatWouldBeRun() {
    create("t", "text", List.of("1", "-2"));
    create("u", "text", List.of("1", "x"));
    Table converted = Table.of("t", Column.of("c", Types.INT64));
    Table kept = Table.of("u", Column.of("c", Types.INT64));
    String script = migrated.script(MigrationMode.FORCED, converted, kept);
    assertThat(script)
        .contains("table t: changed in place")
        .containsPattern("table u: KEPT AS u_before_\\w+ and created again")
        .contains("would lose values: ");
    database.execute(script);
    assertThat(migrated.isAsWanted(converted, kept)).isTrue();
    assertThat(database.value("SELECT sum(c) FROM t")).isEqualTo("-1");
    assertThat(before("u")).hasSize(1);
  }

  @Test
  void safeModeSaysWhichValuesStandInTheWay() {
    create("t", "bigint", List.of("1", "2147483648", "-2147483649"));
    create("u", "text", List.of("1", "not one"));
    Table narrow = Table.of("t", Column.of("c", Types.INT32));
    assertThatThrownBy(() -> migrated.migrate(narrow, Table.of("u", Column.of("c", Types.INT32))))
        .isInstanceOf(RefusedMigration.class)
        .hasMessageContainingAll(
            "column c: type changed from bigint to integer, which would lose values",
            "out of range",
            "column c: type changed from text to integer, which would lose values",
            "not one",
            "keeps them under other names");
    create("v", "numeric(9,2)", List.of("1.00", "1.50"));
    assertThatThrownBy(() -> migrated.migrate(Table.of("v", Column.of("c", Types.INT32))))
        .isInstanceOf(RefusedMigration.class)
        .hasMessageContaining("would lose values: those of 1 rows");
  }

  @Test
  void aValueThatComesAfterThePlanIsFound() {
    create("t", "text", List.of("1"));
    Table table = Table.of("t", Column.of("c", Types.INT64));
    MigrationPlan plan = migrated.plan(MigrationMode.FORCED, table);
    database.execute("INSERT INTO t (c) VALUES ('late')");

    assertThat(migrated.changer().apply(plan)).containsExactly("t");

    assertThat(database.value("SELECT string_agg(c, ',' ORDER BY i) FROM t WHERE c IS NOT NULL"))
        .isEqualTo("1,late");
    migrated.force(table);
    assertThat(before("t")).hasSize(1);
  }

  private void create(String name, String type, List<String> values) {
    database.execute(creation(name, type, values));
  }

  /** With one more row, which has no value. */
  private static String creation(String name, String type, List<String> values) {
    StringBuilder sql =
        new StringBuilder("CREATE TABLE %s (i serial, c %s);".formatted(name, type));
    for (String value : values) {
      sql.append("INSERT INTO %s (c) VALUES ('%s');".formatted(name, value.replace("'", "''")));
    }
    return sql.append("INSERT INTO %s (c) VALUES (NULL);".formatted(name)).toString();
  }

  /** The names of the tables that made room for others. */
  private List<String> before(String start) {
    return database
        .rows(
            "SELECT relname::text FROM pg_class WHERE relkind IN ('r', 'p') AND relname LIKE '%s%%\\_before\\_%%' ORDER BY 1"
                .formatted(start))
        .stream()
        .map(row -> String.valueOf(row.getFirst()))
        .toList();
  }
}
