package io.cqdestination.postgres.ddl;

import static io.cqdestination.postgres.ddl.Columns.LONG;
import static io.cqdestination.postgres.ddl.Columns.TEXT;
import static io.cqdestination.postgres.ddl.Columns.UUID;
import static io.cqdestination.postgres.ddl.Columns.key;
import static io.cqdestination.postgres.ddl.Columns.notNull;
import static io.cqdestination.postgres.ddl.Columns.number;
import static io.cqdestination.postgres.ddl.Columns.rowId;
import static io.cqdestination.postgres.ddl.Columns.text;
import static io.cqdestination.postgres.ddl.Columns.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.cqdestination.core.failure.DestinationException.DatabaseRefused;
import io.cqdestination.core.failure.DestinationException.RefusedMigration;
import io.cqdestination.core.migration.MigrationMode;
import io.cqdestination.core.migration.StoredColumn;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.Table;
import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.Flavour;
import io.cqdestination.postgres.fixture.EveryFlavour;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of the migration table in the design, each on a real server. */
@Tag("every-version")
@EveryFlavour
class TableMigrationTest {
  private final Flavour flavour;
  private final Database database;
  private final MigratedDatabase migrated;

  TableMigrationTest(Flavour flavour) {
    this.flavour = flavour;
    database = flavour.create();
    migrated = MigratedDatabase.of(database);
  }

  @AfterEach
  void dropDatabase() {
    database.close();
  }

  @Test
  void createsTablesWithConstraintsAndComment() {
    migrated.migrate(
        new Table(
            "t",
            "It's a \\ \"table\"; drop table t; --",
            null,
            List.of(key("id", LONG), key("part", TEXT), unique("u", LONG), notNull("n", TEXT))));

    assertThat(database.rows("select indexdef from pg_indexes where tablename = 't' order by 1"))
        .containsExactly(
            List.of("CREATE UNIQUE INDEX t_pkey ON public.t USING btree (id, part)"),
            List.of("CREATE UNIQUE INDEX t_u_key ON public.t USING btree (u)"));
    assertThat(migrated.table("t").columns())
        .extracting(StoredColumn::name, StoredColumn::notNull)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("id", true),
            org.assertj.core.groups.Tuple.tuple("part", true),
            org.assertj.core.groups.Tuple.tuple("u", false),
            org.assertj.core.groups.Tuple.tuple("n", true));
    assertThat(migrated.table("t").comment()).isEqualTo("It's a \\ \"table\"; drop table t; --");
  }

  @Test
  void addsColumnsAndKeepsRows() {
    migrated.migrate(Table.of("t", key("id", LONG)));
    database.execute("insert into t values (1)");

    migrated.migrate(Table.of("t", key("id", LONG), text("a"), unique("b", LONG)));

    assertThat(database.rows("select id, a, b from t")).hasSize(1);
    assertThat(migrated.table("t").column("b").orElseThrow().uniqueConstraint()).isNull();
    assertThat(migrated.isAsWanted(Table.of("t", key("id", LONG), text("a"), number("b"))))
        .isTrue();
  }

  @Test
  void leavesAloneWhatTheUserAdded() {
    migrated.migrate(Table.of("t", key("id", LONG), text("v")));
    database.execute(
        """
        alter table t add column mine text default 'x' not null;
        alter table t add column numbered bigint not null %s;
        create index mine_too on t (v);
        create view report as select id, v from t;
        comment on table t is 'mine';
        comment on column t.v is 'mine as well';
        create role reader_of_t;
        grant select on t to reader_of_t\
        """
            .formatted(flavour == Flavour.POSTGRES ? "generated always as identity" : "default 1"));

    migrated.migrate(Table.of("t", key("id", LONG), text("v"), number("more")));

    assertThat(migrated.table("t").columns())
        .extracting(StoredColumn::name)
        .containsExactly("id", "v", "mine", "numbered", "more");
    assertThat(migrated.table("t").comment()).isEqualTo("mine");
    assertThat(migrated.table("t").column("v").orElseThrow().comment()).isEqualTo("mine as well");
    assertThat(migrated.table("t").surroundings().indexNames()).contains("mine_too");
    assertThat(database.rows("select has_table_privilege('reader_of_t', 't', 'select')"))
        .containsExactly(List.of("t"));
    database.execute("drop owned by reader_of_t; drop role reader_of_t");
  }

  @Test
  void keepsTheCommentUpToDate() {
    migrated.migrate(new Table("t", "first", null, List.of(text("v"))));
    migrated.migrate(new Table("t", "second", null, List.of(text("v"))));
    assertThat(migrated.table("t").comment()).isEqualTo("second");

    migrated.migrate(Table.of("t", text("v")));
    assertThat(migrated.table("t").comment()).isEqualTo("second");
  }

  @Test
  void leavesAnAddedUniqueConstraintAloneAndDropsItsOwn() {
    migrated.migrate(Table.of("t", key("id", LONG), number("u")));
    migrated.migrate(Table.of("t", key("id", LONG), unique("u", LONG)));
    assertThat(migrated.table("t").column("u").orElseThrow().uniqueConstraint()).isNull();

    database.execute("alter table t add unique (u); alter table t add constraint my unique (u)");
    migrated.migrate(Table.of("t", key("id", LONG), number("u")));
    assertThat(migrated.table("t").column("u").orElseThrow().uniqueConstraint()).isEqualTo("my");
  }

  @Test
  void movesTheKeyToTheRowIdInOneTransaction() {
    migrated.migrate(Table.of("t", rowId(), key("id", LONG), key("part", TEXT), key("gone", TEXT)));
    database.execute("insert into t values ('00000000-0000-0000-0000-000000000001', 1, 'a', 'b')");
    Table wanted = Table.of("t", key("_cq_id", UUID), notNull("id", LONG), text("part"));

    migrated.migrate(wanted);

    assertThat(database.rows("select indexdef from pg_indexes where tablename = 't'"))
        .containsExactly(List.of("CREATE UNIQUE INDEX t_pkey ON public.t USING btree (_cq_id)"));
    assertThat(migrated.table("t").columns())
        .extracting(StoredColumn::notNull)
        .containsExactly(true, true, false, false);
    assertThat(database.rows("select * from t")).hasSize(1);
    assertThat(migrated.isAsWanted(wanted)).isTrue();
  }

  @Test
  void leavesTheTableAsItWasWhenTheKeyCannotMove() {
    Column plainRowId = notNull("_cq_id", UUID);
    migrated.migrate(Table.of("t", plainRowId, key("id", LONG)));
    database.execute(
        """
        insert into t select '00000000-0000-0000-0000-000000000001', n
        from generate_series(1, 2) n\
        """);

    assertThatThrownBy(() -> migrated.migrate(Table.of("t", key("_cq_id", UUID), number("id"))))
        .hasMessageContaining("migrating t: could not create unique index");
    assertThat(migrated.isAsWanted(Table.of("t", plainRowId, key("id", LONG)))).isTrue();
  }

  @Test
  void refusesEverythingElseAndChangesNothing() {
    migrated.migrate(
        Table.of("a", key("id", LONG), text("v"), number("n")), Table.of("b", notNull("id", LONG)));

    assertThatThrownBy(() ->
            migrated.migrate(
                Table.of("new", text("v")),
                Table.of("b", number("id"), text("more")),
                Table.of("a", notNull("id", LONG), number("v"), notNull("x", TEXT))))
        .isInstanceOf(RefusedMigration.class)
        .hasMessageContainingAll(
            "migrate_mode: forced",
            "column v: type changed from text to bigint",
            "column x: added as text NOT NULL",
            "primary key: (id) removed",
            "column id: NOT NULL removed");
    assertThat(database.rows("select relname from pg_class where relname = 'new'")).isEmpty();
    assertThat(migrated.table("b").columns()).hasSize(1);
  }

  @Test
  void dropsAndCreatesAgainWhenForced() {
    migrated.migrate(Table.of("t", key("id", LONG), text("v")), Table.of("kept", text("v")));
    database.execute("insert into t values (1, 'x'); insert into kept values ('x')");

    migrated.force(
        Table.of("t", key("id", LONG), number("v")), Table.of("kept", text("v"), text("w")));

    assertThat(database.rows("select * from t")).isEmpty();
    assertThat(migrated.table("t").column("v").orElseThrow().type()).isEqualTo("bigint");
    assertThat(database.rows("select * from kept")).hasSize(1);
  }

  @Test
  void refusesToDropWhatOthersDependOn() {
    migrated.migrate(Table.of("t", key("id", LONG), text("v")), Table.of("other", text("v")));
    database.execute(
        """
        create view "My report" as select v from t;
        create materialized view stored as select v from t;
        create table child (t_id bigint references t)\
        """);

    assertThatThrownBy(() ->
            migrated.force(
                Table.of("t", key("id", LONG), number("v")), Table.of("other", number("v"))))
        .isInstanceOf(RefusedMigration.class)
        .hasMessageContainingAll(
            "view \"My report\" depends on the table",
            "materialized view stored depends on the table",
            "foreign key child_t_id_fkey of table child depends on the table");
    assertThat(migrated.table("other").column("v").orElseThrow().type()).isEqualTo("text");
  }

  @Test
  void refusesToMoveAKeyThatAForeignKeyNeeds() {
    migrated.migrate(Table.of("t", rowId(), key("id", LONG)));
    database.execute("create table child (t_id bigint references t)");

    assertThatThrownBy(() -> migrated.migrate(Table.of("t", key("_cq_id", UUID), number("id"))))
        .hasMessageContaining(
            "foreign key child_t_id_fkey of table child depends on the constraint t_pkey");
  }

  @Test
  void dropsAForeignKeyToItselfWithTheTable() {
    migrated.migrate(Table.of("t", key("id", LONG), number("parent"), text("v")));
    database.execute("alter table t add foreign key (parent) references t");

    migrated.force(Table.of("t", key("id", LONG), number("parent"), number("v")));

    assertThat(migrated.table("t").column("v").orElseThrow().type()).isEqualTo("bigint");
  }

  @Test
  void migratesPartitionedTables() {
    database.execute(
        """
        create table t (id bigint not null, day date not null) partition by range (day);
        create table t_2024 partition of t for values from ('2024-01-01') to ('2025-01-01')\
        """);

    migrated.migrate(
        Table.of(
            "t",
            notNull("id", LONG),
            notNull("day", new io.cqdestination.core.table.ColumnType.DateType(false)),
            text("more")));

    assertThat(migrated.table("t_2024").column("more")).isPresent();
  }

  @Test
  void refusesTheNameOfAView() {
    database.execute("create view v as select 1 as a");

    assertThatThrownBy(() -> migrated.force(Table.of("v", text("a"))))
        .hasMessageContaining("the name belongs to a view");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "create sequence t | a sequence",
        "create type t as (b bigint, c text) | a composite type",
        "create view t as select 1 as b | a view",
        "create materialized view t as select 1 as b | a materialized view"
      })
  void saysWhatHasTheNameAndNothingOfItsColumns(String creation, String words) {
    database.execute(creation);

    for (MigrationMode mode : MigrationMode.values()) {
      assertThatThrownBy(() -> migrated.migrate(mode, Table.of("t", notNull("a", TEXT))))
          .isInstanceOf(RefusedMigration.class)
          .hasMessage(
              """
              The migration is refused, and no table was changed.
              These tables cannot be migrated, and not by `migrate_mode: forced` either: \
              remove what stands in the way.
                t
                  - the name belongs to %s\
              """
                  .formatted(words));
    }
  }

  @Test
  void refusesTheNameOfATypeInTheServersWords() {
    database.execute("create type t as enum ('a')");

    assertThatThrownBy(() -> migrated.migrate(Table.of("u", text("a")), Table.of("t", text("a"))))
        .isInstanceOf(DatabaseRefused.class)
        .hasMessageContaining("migrating t: type \"t\" already exists");
  }

  @Test
  void doesNotTakeAnIndexForATable() {
    assumeThat(flavour)
        .as("CockroachDB's indexes are named within their table")
        .isEqualTo(Flavour.POSTGRES);
    assertThatThrownBy(() ->
            migrated.migrate(Table.of("t", unique("u", LONG)), Table.of("t_u_key", text("a"))))
        .isInstanceOf(RefusedMigration.class)
        .hasMessageContaining("the name belongs to an index");
  }

  @Test
  void saysWhatIsLostWithADroppedTable() throws Exception {
    migrated.migrate(Table.of("t", key("id", LONG), text("v")));
    database.execute(
        """
        create index "My index" on t (v);
        create index t_cqpi on t (id);
        alter table t add constraint positive check (id > 0);
        comment on column t.v is 'mine';
        create role reader_of_lost;
        grant select on t to reader_of_lost;
        create function f() returns trigger language plpgsql as 'begin return new; end';
        create trigger watched before insert on t for each row execute procedure f();
        alter table t enable row level security;
        create policy mine on t using (true);
        create publication p for table t\
        """);

    try (java.sql.Connection connection = database.connect()) {
      assertThat(
              TableLosses.of(
                  connection,
                  new io.cqdestination.postgres.dialect.SchemaName("public"),
                  List.of("t")))
          .containsOnlyKeys("t")
          .extractingByKey("t", org.assertj.core.api.InstanceOfAssertFactories.list(String.class))
          .anyMatch(words -> words.startsWith("the grants {") && words.contains("reader_of_lost=r"))
          .contains(
              "the index \"My index\"",
              "the constraint positive",
              "comments of columns",
              "the trigger watched",
              "the policy mine",
              "row level security",
              "its place in the publication p")
          .hasSize(8);
    }
    database.execute("drop owned by reader_of_lost; drop role reader_of_lost");
    migrated.force(Table.of("t", key("id", LONG), number("v")));
    assertThat(migrated.table("t").column("v").orElseThrow().type()).isEqualTo("bigint");
  }

  @Test
  void addsPerformanceIndexesToNewAndOldTables() {
    Table keyed = Table.of("t", key("id", LONG), text("_cq_source_name"), text("_cq_sync_time"));
    Table unkeyed = Table.of("u", text("_cq_source_name"), text("_cq_sync_time"));
    Table longName =
        Table.of("x".repeat(59), key("id", LONG), text("_cq_source_name"), text("_cq_sync_time"));
    migrated.migrate(keyed);
    MigratedDatabase indexed = MigratedDatabase.withIndexes(database);

    indexed.migrate(keyed, unkeyed, longName);

    assertThat(indexed.table("t").surroundings().indexNames()).contains("t_cqpi");
    assertThat(indexed.table("u").surroundings().indexNames()).isEmpty();
    assertThat(indexed.table("x".repeat(59)).surroundings().indexNames())
        .contains("6e20a1199bf58ddb8fadbe63725f1dd9_cqpi");
    assertThat(indexed.isAsWanted(keyed, unkeyed, longName)).isTrue();
  }

  @Test
  void previewsWhatItWouldRunAndRunsNothing() {
    migrated.migrate(Table.of("t", key("id", LONG), text("v")));

    assertThat(migrated.preview(MigrationMode.FORCED, Table.of("t", key("id", LONG), number("v"))))
        .containsExactly(
            "drop table \"public\".\"t\"",
            flavour == Flavour.POSTGRES
                ? "create table \"public\".\"t\" (\"id\" bigint not null,"
                    + " \"v\" bigint null, primary key (\"id\"))"
                : "create table if not exists \"public\".\"t\" (\"id\" int8 not null,"
                    + " \"v\" int8 null, primary key (\"id\"))");
    assertThat(migrated.table("t").column("v").orElseThrow().type()).isEqualTo("text");
  }

  @Test
  void staysInTheCurrentSchema() {
    database.execute(
        """
        create schema other;
        create table other.t (v bigint);
        alter database %s set search_path = public, other\
        """
            .formatted(database.name()));

    migrated.migrate(Table.of("t", text("v")));

    assertThat(
            database.rows(
                "select format_type(atttypid, atttypmod) from pg_attribute"
                    + " where attrelid = 'public.t'::regclass and attname = 'v'"))
        .containsExactly(List.of("text"));
  }
}
