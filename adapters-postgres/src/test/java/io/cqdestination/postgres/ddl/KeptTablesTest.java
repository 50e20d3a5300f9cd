package io.cqdestination.postgres.ddl;

import static io.cqdestination.postgres.ddl.Columns.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.core.failure.DestinationException.RefusedMigration;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.Table;
import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.postgres.fixture.Types;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With {@code migrations: keep_rows}, forced mode keeps tables under other names. */
@Tag("every-version")
class KeptTablesTest {
  private static final String READER = "kept reader's \"role\"";
  private static final String QUOTED = "\"kept reader's \"\"role\"\"\"";

  private final Database database = PostgresServer.shared().create();
  private final MigratedDatabase migrated = MigratedDatabase.keepingRows(database);

  @BeforeEach
  void createRole() {
    database.execute(
        "do $$ begin create role "
            + QUOTED
            + "; exception when duplicate_object or unique_violation then null; end $$");
  }

  @AfterEach
  void dropDatabase() {
    database.close();
  }

  private static Table keyed(String name, Column... more) {
    Column id = new Column("id", Types.INT64, false, true, false);
    Column unique = new Column("u", Types.TEXT, true, false, true);
    return more.length == 0 ? Table.of(name, id, unique) : Table.of(name, id, unique, more[0]);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "t",
        "Odd \"name\" with 'quotes' and $$",
        "a_name_of_sixty_three_bytes_which_is_as_long_as_a_name_can_ever_be"
      })
  void rowsGrantsAndCommentsStay(String name) {
    Table first = keyed(name, text("c"));
    migrated.migrate(first);
    String stored = name.substring(0, Math.min(63, name.length()));
    String quoted = "\"" + stored.replace("\"", "\"\"") + "\"";
    database.execute("insert into %s (id, u, c) values (1, 'a', 'x')".formatted(quoted));
    database.execute("grant select, update on %s to %s".formatted(quoted, QUOTED));
    database.execute("grant references on %s to %s with grant option".formatted(quoted, QUOTED));
    database.execute("grant insert (u, c) on %s to public".formatted(quoted));
    database.execute("comment on table %s is 'kept'".formatted(quoted));
    database.execute("comment on column %s.u is 'kept too'".formatted(quoted));

    for (int round = 0; round < 3; round++) {
      migrated.force(keyed(name, Column.of("c", round % 2 == 0 ? Types.BINARY : Types.UUID)));
    }

    List<String> tables =
        database
            .rows(
                "select relname::text from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1")
            .stream()
            .map(row -> String.valueOf(row.getFirst()))
            .collect(Collectors.toList());
    assertThat(tables).hasSize(4).contains(stored);
    assertThat(tables)
        .filteredOn(table -> !table.equals(stored))
        .allMatch(table -> table.contains("_before_"));
    assertThat(migrated.isAsWanted(keyed(name, Column.of("c", Types.BINARY)))).isTrue();
    assertThat(
            database.rows(
                "select obj_description(oid), col_description(oid, 2) from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace"))
        .hasSize(4)
        .allMatch(row -> row.equals(List.of("kept", "kept too")));
    for (String table : tables) {
      String other = "\"" + table.replace("\"", "\"\"") + "\"";
      assertThat(may("has_table_privilege", other, "select")).isEqualTo("t");
      assertThat(may("has_table_privilege", other, "update")).isEqualTo("t");
      assertThat(may("has_table_privilege", other, "delete")).isEqualTo("f");
      assertThat(may("has_table_privilege", other, "references with grant option")).isEqualTo("t");
      assertThat(may("has_any_column_privilege", other, "insert")).isEqualTo("t");
    }
    assertThat(
            database.rows(
                "select conname::text from pg_constraint where conrelid = '%s'::regclass and contype in ('p', 'u') order by 1"
                    .formatted(quoted.replace("'", "''"))))
        .as("names are as in a new table")
        .noneMatch(row -> String.valueOf(row.getFirst()).contains("_before_"))
        .noneMatch(row -> String.valueOf(row.getFirst()).matches(".*\\d"));
  }

  private String may(String function, String table, String privilege) {
    return String.valueOf(
        database.value(
            "select %s('%s', '%s', '%s')"
                .formatted(
                    function, READER.replace("'", "''"), table.replace("'", "''"), privilege)));
  }

  @Test
  void whatDependsOnTheTableStandsInTheWay() {
    database.execute("create table t (id bigint primary key, c text)");
    database.execute("create table child (id bigint references t)");
    database.execute("create view v as select c from t");
    Table table =
        Table.of(
            "t", new Column("id", Types.INT64, false, true, false), Column.of("c", Types.BINARY));
    assertThatThrownBy(() -> migrated.force(table))
        .isInstanceOf(RefusedMigration.class)
        .hasMessageContaining("view v depends on the table")
        .hasMessageContaining("foreign key");
    assertThat(database.rows("select 1 from pg_class where relname like '%before%'")).isEmpty();
  }

  @Test
  void partitionsStayWithTheOldTable() {
    database.execute("create table t (id bigint, c text) partition by range (id)");
    database.execute("create table t_low partition of t for values from (0) to (100)");
    database.execute("create index on t_low (id)");
    database.execute("insert into t values (1, 'x')");

    migrated.force(Table.of("t", Column.of("id", Types.INT64), Column.of("c", Types.BINARY)));

    assertThat(database.value("select count(*) from t")).isEqualTo("0");
    String before =
        String.valueOf(
            database.value(
                "select relname::text from pg_class where relkind = 'p' and relname like 't\\_before\\_%'"));
    assertThat(database.value("select count(*) from " + "\"" + before + "\"")).isEqualTo("1");
    assertThat(database.value("select count(*) from t_low")).isEqualTo("1");
  }

  @Test
  void withoutTheKeyTheTableIsDropped() {
    database.execute("create table t (c text)");
    MigratedDatabase.of(database).force(Table.of("t", Column.of("c", Types.BINARY)));
    assertThat(database.rows("select 1 from pg_class where relname like '%before%'")).isEmpty();
  }
}
