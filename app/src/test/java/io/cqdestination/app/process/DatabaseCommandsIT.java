package io.cqdestination.app.process;

import static io.cqdestination.fixtures.arrow.SampleRow.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.fixtures.arrow.SampleTable;
import io.cqdestination.fixtures.arrow.SampleTypes;
import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.PostgresServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

  private Database database;
  private Path configuration;

  private record Outcome(int status, String output, String errors) {}

  @BeforeEach
  void configure() throws IOException {
    database = PostgresServer.shared().create();
    configuration =
        Files.writeString(
            folder.resolve("destination.yml"),
            """
            kind: source
            spec: {name: s, path: ${NOT_SET}}
            ---
            kind: destination
            spec:
              name: postgresql
              write_mode: overwrite # ${NOT_SET}
              spec:
                connection_string: ${TEST_CONNECTION_STRING}
            """);
  }

  @AfterEach
  void dropDatabase() {
    database.close();
  }

  @Test
  void plan_prints_what_a_migration_would_run_and_runs_nothing() throws Exception {
    Path table = Files.write(folder.resolve("t.arrows"), TABLE.table());

    Outcome first = run("plan", "--config", configuration.toString(), table.toString());

    assertThat(first.errors()).isEmpty();
    assertThat(first.status()).isZero();
    assertThat(first.output())
        .contains("-- table t: created\n", "create table \"public\".\"t\" (\"id\" bigint not null");
    assertThat(database.rows("select 1 from pg_class where relname = 't'")).isEmpty();

    database.execute(first.output());
    assertThat(run("plan", "--config", configuration.toString(), table.toString()).output())
        .startsWith("-- nothing to do");

    database.execute("alter table t alter v type varchar(5)");
    Outcome refused = run("plan", "--config", configuration.toString(), table.toString());
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.output()).isEmpty();
    assertThat(refused.errors())
        .contains("column v: type changed from character varying(5) to text");
    assertThat(run("plan", "--force", "-c", configuration.toString(), table.toString()).output())
        .contains("drop table \"public\".\"t\";");
  }

  @Test
  void load_writes_files_of_either_format_and_says_how_many_rows() throws Exception {
    Path file =
        Files.write(
            folder.resolve("first.arrow"),
            TABLE.stream().batch(row(1L, "a"), row(2L, "b")).batch(row(3L, null)).file());
    Path stream = Files.write(folder.resolve("second.arrows"), TABLE.record(row(2L, "changed")));

    Outcome outcome =
        run("load", "-c", configuration.toString(), file.toString(), stream.toString());

    assertThat(outcome.status()).as(outcome.errors()).isZero();
    assertThat(outcome.output()).startsWith("loaded 4 rows of 2 files into 1 table in ");
    assertThat(database.rows("select id, v from t order by id"))
        .containsExactly(List.of("1", "a"), List.of("2", "changed"), nullable("3"));
  }

  @Test
  void load_takes_name_and_key_from_the_command_line() throws Exception {
    Path file =
        Files.write(
            folder.resolve("first.arrow"), TABLE.stream().batch(row(1L, "a"), row(1L, "b")).file());

    assertThat(
            run("load", "-c", configuration.toString(), "-t", "other", "-k", "v", file.toString())
                .status())
        .isZero();
    assertThat(database.rows("select id, v from other order by v"))
        .containsExactly(List.of("1", "a"), List.of("1", "b"));

    Outcome refused = run("load", "-c", configuration.toString(), "-k", "x", file.toString());
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.errors()).contains("has no column x to be a key", "0 rows were committed");
  }

  private static List<String> nullable(String id) {
    List<String> row = new ArrayList<>();
    row.add(id);
    row.add(null);
    return row;
  }

  private Outcome run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(PluginBinary.path().toString());
    command.addAll(List.of(arguments));
    Path output = folder.resolve("output");
    Path errors = folder.resolve("errors");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
    builder.environment().put("TEST_CONNECTION_STRING", database.connectionString());
    Process process = builder.start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return new Outcome(
        process.exitValue(),
        Files.readString(output, StandardCharsets.UTF_8),
        Files.readString(errors, StandardCharsets.UTF_8));
  }
}
