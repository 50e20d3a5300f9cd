package io.cqdestination.postgres.ddl;

import static io.cqdestination.postgres.ddl.Columns.LONG;
import static io.cqdestination.postgres.ddl.Columns.UUID;
import static io.cqdestination.postgres.ddl.Columns.key;
import static io.cqdestination.postgres.ddl.Columns.notNull;
import static io.cqdestination.postgres.ddl.Columns.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.core.migration.MigrationMode;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.ColumnType;
import io.cqdestination.core.table.ColumnType.BinaryType;
import io.cqdestination.core.table.ColumnType.BooleanType;
import io.cqdestination.core.table.ColumnType.DecimalType;
import io.cqdestination.core.table.ColumnType.InetType;
import io.cqdestination.core.table.ColumnType.IntegerType;
import io.cqdestination.core.table.ColumnType.JsonType;
import io.cqdestination.core.table.ColumnType.ListType;
import io.cqdestination.core.table.ColumnType.MacType;
import io.cqdestination.core.table.ColumnType.TimestampType;
import io.cqdestination.core.table.ListLayout;
import io.cqdestination.core.table.Table;
import io.cqdestination.core.table.TimeUnit;
import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.Flavour;
import io.cqdestination.postgres.fixture.EveryFlavour;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tables as the official plugin makes them are taken over as they are. */
@Tag("every-version")
@EveryFlavour
class OfficialTablesTest {
  private static final ColumnType TIMESTAMP = new TimestampType(TimeUnit.MICROSECOND, "UTC");

  private final Flavour flavour;
  private final Database database;
  private final MigratedDatabase migrated;

  OfficialTablesTest(Flavour flavour) {
    this.flavour = flavour;
    database = flavour.create();
    migrated = MigratedDatabase.withIndexes(database);
  }

  @AfterEach
  void dropDatabase() {
    database.close();
  }

  @Test
  void aTableWithEveryTypeNeedsNoChange() {
    database.execute(
        """
        CREATE TABLE IF NOT EXISTS "aws_things" ("_cq_id" uuid UNIQUE NOT NULL,
          "_cq_parent_id" uuid, "_cq_source_name" text, "_cq_sync_time" timestamp without time zone,
          "account_id" text NOT NULL, "arn" text NOT NULL, "ok" boolean, "small" smallint,
          "medium" %s, "big" bigint, "unsigned" numeric(20,0), "amount" numeric(38,10),
          "ratio" double precision, "raw" bytea, "tags" jsonb, "ip" inet, "mac" %s,
          "names" text[], "ids" uuid[], "three" text[3], PRIMARY KEY ("account_id","arn"));
        CREATE INDEX IF NOT EXISTS "aws_things_cqpi" ON "aws_things"("_cq_source_name", "_cq_sync_time")\
        """
            .formatted(
                flavour == Flavour.POSTGRES ? "integer" : "bigint",
                flavour == Flavour.POSTGRES ? "macaddr" : "text"));

    assertThat(
            migrated.preview(
                MigrationMode.SAFE,
                Table.of(
                    "aws_things",
                    new Column("_cq_id", UUID, false, false, true),
                    Column.of("_cq_parent_id", UUID),
                    text("_cq_source_name"),
                    Column.of("_cq_sync_time", TIMESTAMP),
                    key("account_id", Columns.TEXT),
                    key("arn", Columns.TEXT),
                    Column.of("ok", new BooleanType()),
                    Column.of("small", new IntegerType(16, true)),
                    Column.of("medium", new IntegerType(32, true)),
                    Column.of("big", LONG),
                    Column.of("unsigned", new IntegerType(64, false)),
                    Column.of("amount", new DecimalType(128, 38, 10)),
                    Column.of("ratio", new ColumnType.FloatingPointType(64)),
                    Column.of("raw", new BinaryType(true)),
                    Column.of("tags", new JsonType()),
                    Column.of("ip", new InetType()),
                    Column.of("mac", new MacType()),
                    Column.of("names", list(Columns.TEXT)),
                    Column.of("ids", list(UUID)),
                    Column.of(
                        "three",
                        new ListType(Column.of("item", Columns.TEXT), new ListLayout.Fixed(3))))))
        .isEmpty();
  }

  @Test
  void theKeyOfAnOldReleaseKeepsItsName() {
    database.execute(
        """
        CREATE TABLE "t" ("_cq_id" uuid UNIQUE NOT NULL, "id" bigint NOT NULL,
          CONSTRAINT "t_cqpk" PRIMARY KEY ("id"))\
        """);

    assertThat(
            migrated.preview(
                MigrationMode.SAFE,
                Table.of("t", new Column("_cq_id", UUID, false, false, true), key("id", LONG))))
        .isEmpty();
    assertThat(
            migrated.preview(
                MigrationMode.SAFE, Table.of("t", key("_cq_id", UUID), notNull("id", LONG))))
        .containsExactlyElementsOf(
            flavour == Flavour.POSTGRES
                ? List.of(
                    "alter table \"public\".\"t\" drop constraint \"t__cq_id_key\"",
                    "alter table \"public\".\"t\" drop constraint \"t_cqpk\"",
                    "alter table \"public\".\"t\" add constraint \"t_cqpk\" primary key (\"_cq_id\")")
                : List.of(
                    "drop index if exists \"public\".\"t\"@\"t__cq_id_key\" cascade",
                    "alter table \"public\".\"t\" drop constraint \"t_cqpk\","
                        + " add constraint \"t_cqpk\" primary key (\"_cq_id\")"));
  }

  @Test
  void aTableWithoutAKeyNeedsNoChange() {
    database.execute(
        """
        CREATE TABLE IF NOT EXISTS "events" ("_cq_id" uuid NOT NULL, "line" text)\
        """);

    assertThat(
            migrated.preview(
                MigrationMode.SAFE, Table.of("events", notNull("_cq_id", UUID), text("line"))))
        .isEmpty();
  }

  @Test
  void aTableOfAnotherRoleNeedsNoRightsBeyondWriting() {
    database.execute(
        """
        create role owner_of_t;
        create table t (v text);
        alter table t owner to owner_of_t;
        create role writer_of_t login password 'w';
        grant insert on t to writer_of_t\
        """);
    MigratedDatabase asWriter =
        MigratedDatabase.of(
            () -> {
              var connection = database.connect();
              try (var statement = connection.createStatement()) {
                statement.execute("set role writer_of_t");
              }
              return connection;
            },
            java.time.Duration.ofSeconds(5),
            true);

    asWriter.migrate(new Table("t", "described", null, List.of(text("v"))));

    assertThat(asWriter.table("t").comment()).isNull();
    database.execute(
        "drop table t; drop owned by writer_of_t; drop role writer_of_t; drop role owner_of_t");
  }

  private static ColumnType list(ColumnType element) {
    return new ListType(Column.of("item", element), new ListLayout.Offsets(false));
  }
}
