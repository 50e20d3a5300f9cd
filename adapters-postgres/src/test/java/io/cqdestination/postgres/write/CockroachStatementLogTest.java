package io.cqdestination.postgres.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.core.migration.MigrationMode;
import io.cqdestination.core.migration.MigrationPlanner;
import io.cqdestination.core.sync.PlannedTableMigrator;
import io.cqdestination.core.sync.WriteMessage.MigrateTable;
import io.cqdestination.core.table.Column;
import io.cqdestination.core.table.Table;
import io.cqdestination.fixtures.postgres.CockroachDisguise;
import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.Flavour;
import io.cqdestination.fixtures.postgres.PostgresOptions;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.fixtures.postgres.PostgresVersion;
import io.cqdestination.postgres.ddl.TableChanger;
import io.cqdestination.postgres.ddl.TableGrants;
import io.cqdestination.postgres.dialect.SchemaName;
import io.cqdestination.postgres.fixture.Records;
import io.cqdestination.postgres.fixture.StreamWriter;
import io.cqdestination.postgres.fixture.TestDatabase;
import io.cqdestination.postgres.fixture.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a server's log says of the statements that are meant for CockroachDB. */
class CockroachStatementLogTest {
  private static final int MOST_CHARACTERS = 1_000_000;

  /** Session number and statement, as log_line_prefix and log_statement write them. */
  private static final Pattern ENTRY =
      Pattern.compile("(?ms)^@(\\S+) LOG:  (?:statement|execute [^:]*): (.*?)(?=^@|\\z)");

  private static final Table APPENDED =
      Table.of("appended", Column.of("_cq_id", Types.UUID), Column.of("v", Types.TEXT));
  private static final Table KEYED =
      Table.of(
          "keyed", new Column("k", Types.INT64, false, true, false), Column.of("v", Types.TEXT));

  private record Statement(String session, String sql) {
    boolean startsWith(String words) {
      return sql.toLowerCase(java.util.Locale.ROOT).startsWith(words);
    }
  }

  @Test
  void statementsAreThoseThatCockroachTakes() {
    try (PostgresServer server =
            PostgresServer.start(
                PostgresOptions.of(PostgresVersion.V18)
                    .with("log_statement", "all")
                    .with("log_line_prefix", "@%p "));
        Database database = server.create()) {
      CockroachDisguise.putOn(database, Flavour.COCKROACH_VERSION);
      int before = server.log().length();
      use(TestDatabase.of(database));
      check(statements(server.log().substring(before)));
    }
  }

  private static void use(TestDatabase database) {
    new PlannedTableMigrator(
            new MigrationPlanner(database.mapping(), database.dialect().capabilities()),
            database.catalog(),
            new TableChanger(
                database.connections(),
                database.dialect(),
                new SchemaName(database.schema()),
                database.catalog(),
                TableGrants.NONE,
                Duration.ofSeconds(30)))
        .migrate(
            List.of(
                new MigrateTable(APPENDED, MigrationMode.SAFE),
                new MigrateTable(KEYED, MigrationMode.SAFE)));
    List<List<@Nullable Object>> appended = new ArrayList<>();
    List<List<@Nullable Object>> keyed = new ArrayList<>();
    for (long i = 0; i < 3_000; i++) {
      appended.add(Records.row(new UUID(2, i), "x".repeat(500)));
      keyed.add(Records.row(i, "\"\\'".repeat(500)));
    }
    try (StreamWriter writer = new StreamWriter(database)) {
      writer.write(Records.record(APPENDED, appended));
      CockroachDisguise.refuseCopy(database.sql(), "appended");
      writer.write(Records.record(APPENDED, appended));
      writer.write(Records.record(KEYED, keyed));
      writer.write(Records.record(KEYED, keyed));
    }
    assertThat(database.read(KEYED)).hasSize(3_000);
    assertThat(database.read(APPENDED)).hasSize(6_000);
  }

  private static List<Statement> statements(String log) {
    List<Statement> statements = new ArrayList<>();
    Matcher matcher = ENTRY.matcher(log);
    while (matcher.find()) {
      statements.add(new Statement(matcher.group(1), matcher.group(2).strip()));
    }
    return statements;
  }

  private static void check(List<Statement> statements) {
    List<Statement> copies = statements.stream().filter(s -> s.startsWith("copy")).toList();
    assertThat(copies).hasSize(2);
    assertThat(statements.stream().filter(s -> s.startsWith("insert"))).hasSizeGreaterThan(8);
    assertThat(statements.stream().filter(s -> s.startsWith("create table"))).hasSize(2);
    for (Statement statement : statements) {
      assertThat(statement.sql().length()).isLessThan(MOST_CHARACTERS);
      assertThat(statement.sql())
          .doesNotContain("advisory")
          .doesNotContain("pg_temp")
          .doesNotContainIgnoringCase("temporary")
          .doesNotContain("txid_")
          .doesNotContain("lock_timeout");
      boolean inTransaction = isInTransaction(statements, statement);
      if (statement.startsWith("copy")) {
        assertThat(inTransaction).as("%s has a BEGIN", statement).isTrue();
      }
      if (statement.startsWith("create table if")) {
        assertThat(inTransaction).as("%s runs alone", statement).isFalse();
      }
    }
  }

  private static boolean isInTransaction(List<Statement> statements, Statement wanted) {
    boolean open = false;
    for (Statement statement : statements.subList(0, statements.indexOf(wanted) + 1)) {
      if (statement.equals(wanted)) {
        return open;
      }
      if (statement.session().equals(wanted.session())) {
        open =
            statement.startsWith("begin")
                || (open && !statement.startsWith("commit") && !statement.startsWith("rollback"));
      }
    }
    return open;
  }
}
