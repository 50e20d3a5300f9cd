package io.cqdestination.app.process;

import static io.cqdestination.app.process.DatabaseCommands.NAMELESS;
import static io.cqdestination.testkit.arrow.SampleRow.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.testkit.arrow.SampleTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code load} and {@code plan} do, and say, for people who have a database and a file. */
class WithoutConfigurationIT {
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
  void database_url_is_enough_to_add_rows() throws Exception {
    PluginBinary.Outcome first = commands.run(url(), "load", file);
    PluginBinary.Outcome second = commands.run(url(), "load", file);

    assertThat(first.errors()).isEmpty();
    assertThat(first.output().lines())
        .hasSize(2)
        .contains("table events created")
        .last()
        .asString()
        .startsWith("loaded 1 row of 1 file into 1 table in ")
        .endsWith(
            ": database %s at 127.0.0.1:%d, schema public"
                .formatted(commands.database().name(), commands.database().server().port()));
    assertThat(second.output()).startsWith("loaded 1 row of 1 file").hasLineCount(1);
    assertThat(commands.database().rows("select id, v from events"))
        .containsExactly(List.of("1", "a"), List.of("1", "a"));
  }

  @Test
  void a_key_of_the_command_line_overwrites_by_it() throws Exception {
    assertThat(commands.run(url(), "load", "-k", "id", file).output()).contains("table events");
    byte[] wider = NAMELESS.column("w", SampleTypes.text()).record(row(1L, "changed", "x"));
    Files.write(Path.of(file), wider);

    PluginBinary.Outcome second = commands.run(url(), "load", "-k", "id", file);

    assertThat(second.output()).contains("table events changed: column w: added as text");
    assertThat(commands.database().rows("select id, v, w from events"))
        .containsExactly(List.of("1", "changed", "x"));

    commands.database().execute("alter table events alter v type varchar(9)");
    assertThat(commands.run(url(), "load", "-k", "id", "--force", file).output())
        .contains("table events dropped with its rows and created again: column v: type changed");
  }

  @Test
  void the_variables_of_libpq_are_enough_to_plan() throws Exception {
    PostgresServer server = commands.database().server();
    Map<String, String> variables =
        Map.of(
            "PGHOST", PostgresServer.HOST,
            "PGPORT", String.valueOf(server.port()),
            "PGUSER", PostgresServer.SUPERUSER,
            "PGPASSWORD", server.password(),
            "PGDATABASE", commands.database().name());

    assertThat(commands.run(variables, "plan", file).output()).contains("-- table events: created");
  }

  @Test
  void without_any_database_it_says_how_to_name_one() throws Exception {
    for (String command : List.of("load", "plan")) {
      PluginBinary.Outcome outcome = commands.run(Map.of(), command, file);

      assertThat(outcome.status()).isEqualTo(1);
      assertThat(outcome.errors()).contains("set DATABASE_URL", "-c").hasLineCount(1);
    }
    assertThat(commands.run(url(), "load", "--destination", "x", file).errors())
        .contains("--destination is one of a configuration");
  }

  @Test
  void what_is_mistyped_is_answered_in_a_few_words() throws Exception {
    assertThat(commands.run(url(), "load", folder.toString()).errors())
        .contains(folder + " is a folder")
        .contains("0 rows were committed");
    assertThat(commands.run(url(), "load", folder + "/none.parquet").errors())
        .contains("none.parquet cannot be read: no such file");
    assertThat(commands.run(url(), "load", "--keys", "id", file))
        .returns(2, PluginBinary.Outcome::status)
        .extracting(PluginBinary.Outcome::errors)
        .asString()
        .contains("Unknown option: '--keys'", "load --help")
        .hasSizeLessThan(400);
    String wrong = commands.database().connectionString().replace("secret-", "wrong-");
    assertThat(commands.run(Map.of("DATABASE_URL", wrong), "load", file).errors())
        .contains("password authentication failed")
        .doesNotContain("wrong-")
        .hasLineCount(1);
  }

  private Map<String, String> url() {
    return Map.of("DATABASE_URL", commands.database().connectionString());
  }
}
