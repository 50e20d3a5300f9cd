package io.cqdestination.app.process;

import static io.cqdestination.testkit.arrow.SampleRow.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.arrow.SampleTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that a person calls, on a real database. */
class DatabaseCommandsIT {
  private static final SampleTable TABLE =
      new SampleTable("t")
          .column("id", SampleTypes.int64())
          .column("v", SampleTypes.text())
          .primaryKey("id");

  @TempDir private Path folder;

  private DatabaseCommands commands;
  private Database database;

  @BeforeEach
  void createDatabase() throws IOException {
    commands = DatabaseCommands.in(folder);
    database = commands.database();
  }

  @AfterEach
  void dropDatabase() {
    commands.close();
  }

  @Test
  void plan_prints_what_a_migration_would_run_and_runs_nothing() throws Exception {
    Path table = Files.write(folder.resolve("t.arrows"), TABLE.table());

    PluginBinary.Outcome first = commands.run("plan", table.toString());

    assertThat(first.errors()).isEmpty();
    assertThat(first.status()).isZero();
    assertThat(first.output())
        .contains("-- table t: created\n", "create table \"public\".\"t\" (\"id\" bigint not null");
    assertThat(database.rows("select 1 from pg_class where relname = 't'")).isEmpty();

    database.execute(first.output());
    assertThat(commands.run("plan", table.toString()).output()).startsWith("-- nothing to do");

    database.execute("alter table t alter v type varchar(5)");
    PluginBinary.Outcome refused = commands.run("plan", table.toString());
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.output()).isEmpty();
    assertThat(refused.errors())
        .contains("column v: type changed from character varying(5) to text");
    assertThat(commands.run("plan", "--force", table.toString()).output())
        .contains("drop table \"public\".\"t\";");
  }

  @Test
  void load_writes_files_of_either_format_and_says_how_many_rows() throws Exception {
    Path file =
        Files.write(
            folder.resolve("first.arrow"),
            TABLE.stream().batch(row(1L, "a"), row(2L, "b")).batch(row(3L, null)).file());
    Path stream = Files.write(folder.resolve("second.arrows"), TABLE.record(row(2L, "changed")));

    PluginBinary.Outcome outcome = commands.run("load", file.toString(), stream.toString());

    assertThat(outcome.status()).as(outcome.errors()).isZero();
    assertThat(outcome.output())
        .startsWith("table t created\nloaded 4 rows of 2 files into 1 table in ");
    assertThat(database.rows("select id, v from t order by id"))
        .containsExactly(List.of("1", "a"), List.of("2", "changed"), nullable("3"));
  }

  @Test
  void load_takes_name_and_key_from_the_command_line() throws Exception {
    Path file =
        Files.write(
            folder.resolve("first.arrow"), TABLE.stream().batch(row(1L, "a"), row(1L, "b")).file());

    assertThat(commands.run("load", "-t", "other", "-k", "v", file.toString()).status()).isZero();
    assertThat(database.rows("select id, v from other order by v"))
        .containsExactly(List.of("1", "a"), List.of("1", "b"));

    PluginBinary.Outcome refused = commands.run("load", "-k", "x", file.toString());
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.errors()).contains("has no column x to be a key", "0 rows were committed");
  }

  private static List<String> nullable(String id) {
    List<String> row = new ArrayList<>();
    row.add(id);
    row.add(null);
    return row;
  }
}
