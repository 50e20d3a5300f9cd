package io.cqdestination.postgres.ddl;

import static io.cqdestination.postgres.ddl.Columns.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.core.migration.MigrationMode;
import io.cqdestination.core.table.Table;
import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.Flavour;
import io.cqdestination.postgres.fixture.EveryFlavour;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Roles that are named may read what is made, and nothing else. */
@Tag("every-version")
@EveryFlavour
class TableGrantsTest {
  private static final String READER = "reader's \"role\"";
  private static final String QUOTED = "\"reader's \"\"role\"\"\"";

  private final Database database;

  TableGrantsTest(Flavour flavour) {
    database = flavour.create();
    database.execute(
        "do $$ begin create role "
            + QUOTED
            + "; exception when duplicate_object then null; end $$");
  }

  @AfterEach
  void dropDatabase() {
    database.close();
  }

  @Test
  void aTableThatIsMadeMayBeReadAndNotWritten() {
    database.execute("create table older (v text)");
    MigratedDatabase migrated =
        MigratedDatabase.granting(database, new TableGrants(List.of(READER)));
    migrated.migrate(Table.of("t", text("v")), Table.of("older", text("v"), text("w")));

    assertThat(may("t", "select")).isEqualTo("t");
    assertThat(may("t", "insert")).isEqualTo("f");
    assertThat(may("older", "select")).as("a table of before").isEqualTo("f");
    assertThat(migrated.isAsWanted(Table.of("t", text("v")))).isTrue();
  }

  @Test
  void aTableThatIsMadeAnewMayBeReadAgain() {
    MigratedDatabase migrated =
        MigratedDatabase.granting(database, new TableGrants(List.of(READER)));
    database.execute("create table t (v bigint)");
    migrated.force(Table.of("t", text("v")));
    assertThat(may("t", "select")).isEqualTo("t");
  }

  @Test
  void everybodyIsNoRole() throws SQLException {
    TableGrants grants = new TableGrants(List.of("public", READER, "nobody such"));
    try (Connection connection = database.connect()) {
      assertThat(grants.missing(connection)).containsExactly("nobody such");
    }
    MigratedDatabase migrated =
        MigratedDatabase.granting(database, new TableGrants(List.of("public")));
    assertThat(migrated.preview(MigrationMode.SAFE, Table.of("t", text("v"))))
        .last()
        .asString()
        .startsWith("grant SELECT on ")
        .endsWith(" to public");
    migrated.migrate(Table.of("t", text("v")));
    assertThat(may("t", "select")).isEqualTo("t");
  }

  private String may(String table, String privilege) {
    return String.valueOf(
        database.value(
            "select has_table_privilege('%s', '%s', '%s')"
                .formatted(READER.replace("'", "''"), table, privilege)));
  }
}
