package io.cqdestination.postgres.ddl;

import static io.cqdestination.postgres.ddl.Columns.LONG;
import static io.cqdestination.postgres.ddl.Columns.UUID;
import static io.cqdestination.postgres.ddl.Columns.key;
import static io.cqdestination.postgres.ddl.Columns.notNull;
import static io.cqdestination.postgres.ddl.Columns.number;
import static io.cqdestination.postgres.ddl.Columns.rowId;
import static io.cqdestination.postgres.ddl.Columns.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.core.migration.MigrationMode;
import io.cqdestination.core.table.Table;
import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.Flavour;
import io.cqdestination.postgres.fixture.EveryFlavour;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a person is shown, and may run, does what a migration does. */
@Tag("every-version")
@EveryFlavour
class MigrationScriptTest {
  private final Flavour flavour;
  private final Database database;
  private final MigratedDatabase migrated;

  MigrationScriptTest(Flavour flavour) {
    this.flavour = flavour;
    database = flavour.create();
    migrated = MigratedDatabase.of(database);
  }

  @AfterEach
  void dropDatabase() {
    database.close();
  }

  @Test
  void saysSoWhereThereIsNothingToDo() {
    migrated.migrate(Table.of("t", text("v")));

    assertThat(migrated.script(MigrationMode.SAFE, Table.of("t", text("v"))))
        .isEqualTo("-- nothing to do: every table is as it is wanted\n");
  }

  @Test
  void runByHandItLeavesNothingToDo() {
    String name = "a\n; drop table victim; -- \u2028\"'\\";
    migrated.migrate(
        Table.of("victim", text("v")),
        Table.of("moved", rowId(), key("id", LONG)),
        Table.of("forced", text("v")));
    Table[] wanted = {
      new Table(name, name, null, List.of(key(name, LONG))),
      Table.of("moved", key("_cq_id", UUID), notNull("id", LONG), text("more")),
      Table.of("forced", number("v"))
    };

    String script = migrated.script(MigrationMode.FORCED, wanted);
    assertThat(migrated.isAsWanted(Table.of("victim", text("v")), wanted[0])).isFalse();
    database.execute(TranslatedConnections.translate(script));

    assertThat(migrated.script(MigrationMode.SAFE, wanted)).startsWith("-- nothing to do");
    assertThat(migrated.isAsWanted(Table.of("victim", text("v")))).isTrue();
    assertThat(script)
        .contains(
            "-- table moved: changed in place",
            """
            -- table forced: DROPPED WITH ITS ROWS and created again
            --   column v: type changed from text to bigint
            """,
            "-- table a\\u000a; drop table victim; -- \\u2028\"'\\: created\n");
  }

  @Test
  void takesTheLockAndTheTransactionsOfAMigration() {
    String script = migrated.script(MigrationMode.SAFE, Table.of("t", text("v")));
    if (flavour == Flavour.COCKROACH) {
      assertThat(script.lines())
          .containsExactly(
              "-- table t: created",
              "create table if not exists \"public\".\"t\" (\"v\" text null);");
      return;
    }
    assertThat(script.lines())
        .startsWith(
            "begin;",
            "set transaction isolation level read committed;",
            "set local lock_timeout = 3000;")
        .anyMatch(line -> line.startsWith("select pg_catalog.pg_advisory_xact_lock("))
        .endsWith("create table \"public\".\"t\" (\"v\" text null);", "commit;");
  }
}
