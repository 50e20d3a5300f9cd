package io.cqdestination.postgres.ddl;

import static io.cqdestination.postgres.ddl.Columns.LONG;
import static io.cqdestination.postgres.ddl.Columns.UUID;
import static io.cqdestination.postgres.ddl.Columns.key;
import static io.cqdestination.postgres.ddl.Columns.number;
import static io.cqdestination.postgres.ddl.Columns.rowId;
import static io.cqdestination.postgres.ddl.Columns.text;
import static io.cqdestination.postgres.ddl.Columns.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.cqdestination.core.failure.DestinationException.RefusedMigration;
import io.cqdestination.core.migration.MigrationMode;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.Table;
import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.Flavour;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.postgres.fixture.EveryFlavour;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names are only names, whatever is in them. */
@Tag("every-version")
@EveryFlavour
class NameTest {
  private static final Table VICTIM = Table.of("victim", text("v"));

  private final Flavour flavour;
  private final Database database;
  private final MigratedDatabase migrated;

  NameTest(Flavour flavour) {
    this.flavour = flavour;
    database = flavour.create();
    migrated = MigratedDatabase.withIndexes(database);
  }

  @AfterEach
  void dropDatabase() {
    database.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select",
        "Mixed Case",
        "with \"quotes\"",
        "with 'quotes' and ? and {0} and $1",
        "back\\slash",
        "a.b",
        "x\"; drop table victim; --",
        "x'; drop table victim; --",
        "x\\'; drop table victim; --",
        "x); drop table victim; --",
        "/* comment",
        "line\nbreak",
        "日本語",
        "pg_class"
      })
  void everyStepTakesAnyName(String name) {
    migrated.migrate(VICTIM);
    Column keyed = key(name, LONG);
    Column source = text("_cq_source_name");
    Column time = text("_cq_sync_time");
    Table first = new Table(name, name, null, List.of(rowId(), keyed, source, time));
    Table moved =
        new Table(
            name,
            name + "!",
            null,
            List.of(key("_cq_id", UUID), number(name), source, time, text(name + "2")));
    Table forced =
        new Table(name, name, null, List.of(key("_cq_id", UUID), text(name), source, time));
    for (Table step : List.of(first, moved, forced)) {
      migrated.migrate(MigrationMode.FORCED, step);
      assertThat(migrated.isAsWanted(step)).isTrue();
    }
    assertThat(migrated.table(name).comment()).isEqualTo(name);
    assertThat(migrated.isAsWanted(VICTIM)).as("the victim lives").isTrue();
    assertThat(
            database.rows(
                "select count(*) from pg_catalog.pg_class where relkind = 'r'"
                    + " and relnamespace = 'public'::regnamespace"))
        .containsExactly(List.of("2"));
  }

  @Test
  void descriptionsDoNoHarmWhereBackslashesEscape() {
    assumeThat(flavour).as("CockroachDB lacks the setting").isEqualTo(Flavour.POSTGRES);
    database.execute(
        "alter database %s set standard_conforming_strings = off".formatted(database.name()));
    migrated.migrate(VICTIM);
    String description = "\\'; drop table victim; --";

    migrated.migrate(new Table("t", description, null, List.of(text("v"))));

    assertThat(migrated.table("t").comment()).isEqualTo(description);
    assertThat(migrated.isAsWanted(VICTIM)).isTrue();
  }

  @Test
  void removesNulFromNamesAndDescriptions() {
    migrated.migrate(new Table("a\0b", "c\0d", null, List.of(text("e\0f"))));

    assertThat(migrated.table("ab").comment()).isEqualTo("cd");
    assertThat(migrated.table("ab").column("ef")).isPresent();
  }

  @Test
  void cutsLongNamesBetweenCharacters() {
    String beginning = "x".repeat(61);
    Table table = Table.of(beginning + "日本", unique(beginning + "語", LONG), key("id", LONG));

    migrated.migrate(table);

    assertThat(migrated.table(beginning).column(beginning)).isPresent();
    assertThat(migrated.isAsWanted(table)).isTrue();
  }

  @Test
  void dropsUniqueConstraintsOfLongNames() {
    assumeThat(flavour).as("CockroachDB does not cut names of indexes").isEqualTo(Flavour.POSTGRES);
    String name = "é".repeat(31);
    migrated.migrate(Table.of(name, unique(name, LONG)));
    assertThat(migrated.table(name).column(name).orElseThrow().uniqueConstraint()).isNotNull();

    migrated.migrate(Table.of(name, number(name)));

    assertThat(migrated.table(name).column(name).orElseThrow().uniqueConstraint()).isNull();
  }

  @Test
  void refusesNamesThatBecomeEqualByCutting() {
    String beginning = "x".repeat(63);

    assertThatThrownBy(
            () -> migrated.migrate(Table.of("t", text(beginning + "1"), text(beginning + "2"))))
        .isInstanceOf(RefusedMigration.class)
        .hasMessageContainingAll(beginning + "1", beginning + "2");
    assertThatThrownBy(() ->
            migrated.migrate(
                Table.of(beginning + "1", text("v")), Table.of(beginning + "2", text("v"))))
        .hasMessageContainingAll(beginning + "1", beginning + "2");
  }

  @Test
  void refusesNamesOfTheServersOwnColumnsBeforeAnythingChanges() {
    String column = flavour == Flavour.POSTGRES ? "ctid" : "crdb_internal_mvcc_timestamp";
    String product =
        flavour == Flavour.POSTGRES
            ? "PostgreSQL " + PostgresServer.shared().version().major()
            : "CockroachDB " + Flavour.COCKROACH_VERSION;
    assertThatThrownBy(
            () -> migrated.migrate(VICTIM, Table.of("t", text(column)), Table.of("", text(""))))
        .isInstanceOf(RefusedMigration.class)
        .hasMessageContainingAll(
            "column %s: %s keeps the name for itself".formatted(column, product),
            "the table has no name",
            "a column has no name");
    assertThat(migrated.isAsWanted(VICTIM)).isFalse();
  }
}
