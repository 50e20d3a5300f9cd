package io.cqdestination.app.process;

import static io.cqdestination.app.process.DatabaseCommands.NAMELESS;
import static io.cqdestination.testkit.arrow.SampleRow.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.testkit.Await;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.arrow.SampleTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code plan} says what {@code load} does to tables, with the same options. */
class PlanAndLoadIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir private Path folder;

  private DatabaseCommands commands;
  private String file = "";

  @BeforeEach
  void createDatabase() throws IOException {
    commands = DatabaseCommands.in(folder);
    file = commands.eventsFile();
  }

  @AfterEach
  void dropDatabase() {
    commands.close();
  }

  @Test
  void a_tables_name_is_the_files_and_a_key_that_of_the_command_line() throws Exception {
    PluginBinary.Outcome plan = commands.run("plan", "-k", "id", file);

    assertThat(plan.errors()).isEmpty();
    assertThat(plan.output()).contains("-- table events: created", "primary key (\"id\")");
    commands.database().execute(plan.output());
    assertThat(commands.run("load", "-k", "id", "--migrate-mode", "none", file).errors()).isEmpty();
    assertThat(commands.run("plan", "-k", "id", file).output()).startsWith("-- nothing to do");
    assertThat(commands.database().rows("select id, v from events"))
        .containsExactly(List.of("1", "a"));
  }

  @Test
  void a_table_can_be_named_and_a_pipe_be_its_file() throws Exception {
    byte[] content = Files.readAllBytes(Path.of(file));

    assertThat(commands.runWithInput(content, "plan", "-t", "other", "/dev/stdin").output())
        .contains("-- table other: created");
    assertThat(commands.runWithInput(content, "plan", "/dev/stdin").errors())
        .contains("/dev/stdin: its schema does not name the table");
  }

  @Test
  void files_of_one_table_make_it_together() throws Exception {
    SampleTable later =
        NAMELESS.without("v").column("w", SampleTypes.bool()).metadata("cq:table_name", "events");
    String second = Files.write(folder.resolve("2.arrows"), later.record(row(2L, true))).toString();

    PluginBinary.Outcome plan = commands.run("plan", "-k", "id", file, second);

    assertThat(plan.errors()).isEmpty();
    assertThat(plan.output()).containsOnlyOnce("create table").contains("\"v\"", "\"w\"");
    assertThat(commands.run("load", "-k", "id", file, second).errors()).isEmpty();
    assertThat(commands.run("plan", "-k", "id", file, second).output())
        .startsWith("-- nothing to do");
    assertThat(commands.database().rows("select id from events where v is null and w"))
        .containsExactly(List.of("2"));
    commands.database().execute("drop table events");
    commands.database().execute(plan.output());
    assertThat(commands.run("load", "-k", "id", "--migrate-mode", "none", file, second).errors())
        .isEmpty();
  }

  @Test
  void files_that_say_different_types_are_planned_one_at_a_time() throws Exception {
    SampleTable other = NAMELESS.without("v").column("v", SampleTypes.bool());
    String second = Files.write(folder.resolve("2.arrows"), other.record(row(2L, true))).toString();

    assertThat(commands.run("plan", "-t", "t", "-k", "id", file, second).errors())
        .contains("the files say different types or keys of table t: plan one file at a time");
    assertThat(commands.run("load", "-t", "t", "-k", "id", file, second).errors())
        .contains("column v: type changed from text to boolean", "0 rows were committed");
  }

  @Test
  void a_plan_that_is_broken_off_does_not_end_as_done() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Process plan = commands.start("plan", pipe.toString());
    Process writer =
        new ProcessBuilder("sh", "-c", "exec 3>pipe; touch opened; exec sleep 600")
            .directory(folder.toFile())
            .start();
    try {
      Await.until(LIMIT, "the pipe", () -> Files.exists(folder.resolve("opened")));
      plan.destroy();

      assertThat(commands.ended(plan).status()).isEqualTo(130);
    } finally {
      writer.destroyForcibly();
    }
  }

  @Test
  void modes_are_those_of_the_command_line() throws Exception {
    assertThat(commands.run("load", "-k", "id", file).errors()).isEmpty();
    commands.database().execute("alter table events alter v type varchar(5)");

    assertThat(commands.run("plan", "-k", "id", file).errors())
        .contains("column v: type changed from character varying(5) to text");
    assertThat(commands.run("plan", "-k", "id", "--migrate-mode", "none", file).output())
        .startsWith("-- nothing to do");
    assertThat(commands.run("plan", "-k", "id", "--migrate-mode", "forced", file).output())
        .contains("drop table \"public\".\"events\";")
        .isEqualTo(commands.run("plan", "-k", "id", "--force", file).output());
    assertThat(commands.run("load", "-k", "id", "--force", "--migrate-mode", "safe", file).errors())
        .contains("--force is --migrate-mode forced");
    assertThat(commands.run("plan", "-t", "added", "--write-mode", "append", file).output())
        .contains("-- table added: created")
        .doesNotContain("primary key");
  }

  @Test
  void rows_without_a_key_are_not_overwritten() throws Exception {
    for (String command : List.of("load", "plan")) {
      PluginBinary.Outcome outcome = commands.run(command, "--write-mode", "overwrite", file);

      assertThat(outcome.status()).isEqualTo(1);
      assertThat(outcome.errors())
          .contains("events.arrows: table events has no key", "-k", "--write-mode append");
    }
    assertThat(commands.run("load", file).errors()).contains("table events has no key");
    assertThat(commands.database().rows("select 1 from pg_class where relname = 'events'"))
        .isEmpty();

    commands.database().execute("create table events (id bigint primary key, v text)");
    assertThat(commands.run("load", "--migrate-mode", "none", file).errors())
        .contains("table events has no key");
    assertThat(commands.database().rows("select * from events")).isEmpty();
    assertThat(
            commands.run("load", "--write-mode", "append", "--migrate-mode", "none", file).errors())
        .isEmpty();
  }

  @Test
  void rows_that_are_added_have_no_key() throws Exception {
    PluginBinary.Outcome outcome = commands.run("load", "-k", "id", "--write-mode", "append", file);

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.errors()).contains("-k", "--write-mode overwrite");
  }
}
