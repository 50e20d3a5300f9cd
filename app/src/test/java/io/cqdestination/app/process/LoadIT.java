package io.cqdestination.app.process;

import static io.cqdestination.testkit.arrow.SampleRow.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.testkit.Await;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.arrow.SampleTypes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code load} makes of files that are not as one would wish, and of pipes. */
class LoadIT {
  private static final SampleTable TABLE =
      new SampleTable("t")
          .column("id", SampleTypes.int64())
          .column("v", SampleTypes.text())
          .primaryKey("id");

  private static final byte[] FIRST = TABLE.record(row(1L, "a"), row(2L, "b"));
  private static final byte[] SECOND = TABLE.record(row(3L, "c"));

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final Path PARQUET =
      Path.of("..", "adapters-parquet/src/test/resources/io/cqdestination/parquet/many.parquet");

  @TempDir private Path folder;

  private DatabaseCommands commands;

  @BeforeEach
  void createDatabase() throws IOException {
    commands = DatabaseCommands.in(folder);
  }

  @AfterEach
  void dropDatabase() {
    commands.close();
  }

  @Test
  void streams_that_follow_one_another_in_a_file_are_all_loaded() throws Exception {
    PluginBinary.Outcome outcome = commands.run("load", file("both.arrows", FIRST, SECOND));

    assertThat(outcome.errors()).isEmpty();
    assertThat(outcome.output())
        .startsWith("table t created\nloaded 3 rows of 1 file into 1 table");
    assertThat(ids()).isEqualTo("1,2,3");
  }

  @Test
  void what_follows_a_stream_and_is_none_is_not_passed_over() throws Exception {
    PluginBinary.Outcome outcome =
        commands.run("load", file("more.arrows", FIRST, text("left over")));

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.errors()).contains("more.arrows", "byte " + FIRST.length);
  }

  @Test
  void a_stream_is_read_from_standard_input() throws Exception {
    PluginBinary.Outcome outcome =
        commands.runWithInput(joined(FIRST, SECOND), "load", "/dev/stdin");

    assertThat(outcome.errors()).isEmpty();
    assertThat(outcome.output())
        .startsWith("table t created\nloaded 3 rows of 1 file into 1 table");
    assertThat(ids()).isEqualTo("1,2,3");
  }

  @Test
  void a_file_that_names_its_parts_at_its_end_is_copied_from_a_pipe() throws Exception {
    byte[] feather = TABLE.stream().batch(row(1L, "a")).batch(row(2L, "b")).file();

    assertThat(commands.runWithInput(feather, "load", "/dev/stdin").errors()).isEmpty();
    assertThat(
            commands
                .runWithInput(
                    Files.readAllBytes(PARQUET), "load", "-t", "p", "-k", "id", "/dev/stdin")
                .errors())
        .isEmpty();

    assertThat(ids()).isEqualTo("1,2");
    assertThat(commands.database().rows("select count(*) from p"))
        .containsExactly(List.of("25000"));
  }

  @Test
  void a_pipe_below_dev_has_no_name_for_a_table() throws Exception {
    byte[] nameless = TABLE.withoutMetadata("cq:table_name").record(row(1L, "a"));

    PluginBinary.Outcome outcome = commands.runWithInput(nameless, "load", "/dev/stdin");

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.errors()).contains("/dev/stdin: its schema does not name the table");
    assertThat(tables("stdin")).isEmpty();
  }

  @Test
  void a_named_pipe_is_opened_once() throws Exception {
    Process load = commands.start("load", pipe());
    Process writer = writer("cat first.arrows >pipe");
    try {
      PluginBinary.Outcome outcome = commands.ended(load);

      assertThat(outcome.errors()).isEmpty();
      assertThat(ids()).isEqualTo("1,2");
    } finally {
      writer.destroyForcibly();
    }
  }

  @Test
  void waiting_for_a_pipe_can_be_interrupted() throws Exception {
    Process load = commands.start("load", pipe());
    Process writer = writer("exec 3>pipe; cat first.arrows >&3; exec sleep 600");
    try {
      Await.until(LIMIT, "the table", () -> !tables("t").isEmpty());
      load.destroy();

      PluginBinary.Outcome outcome = commands.ended(load);

      assertThat(outcome.status()).isEqualTo(130);
      assertThat(outcome.errors()).contains("interrupted", "rows were committed before");
    } finally {
      writer.destroyForcibly();
    }
  }

  @Test
  void waiting_for_somebody_to_write_can_be_interrupted() throws Exception {
    Process load = commands.start("load", file("first.arrows", FIRST), pipe());
    Await.until(LIMIT, "a connection", () -> !others().isEmpty());
    load.destroy();

    assertThat(commands.ended(load).status()).isEqualTo(130);
  }

  @Test
  void a_pipe_of_something_else_is_refused_by_its_name() throws Exception {
    PluginBinary.Outcome outcome = commands.runWithInput(text("id,v\n1,a\n"), "load", "/dev/stdin");

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.errors()).contains("/dev/stdin", "no Arrow IPC file or stream");
    assertThat(commands.runWithInput(new byte[0], "load", "/dev/stdin").errors())
        .contains("/dev/stdin: it is empty");
  }

  @Test
  void a_file_without_columns_has_no_table() throws Exception {
    PluginBinary.Outcome outcome =
        commands.run("load", file("none.arrows", new SampleTable("t").record()));

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.errors()).contains("none.arrows has no columns");
    assertThat(tables("t")).isEmpty();
  }

  private String pipe() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    return pipe.toString();
  }

  private Process writer(String script) throws IOException {
    file("first.arrows", FIRST);
    return new ProcessBuilder("sh", "-c", script).directory(folder.toFile()).start();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private List<List<@Nullable String>> tables(String name) {
    return commands.database().rows("select 1 from pg_class where relname = '%s'".formatted(name));
  }

  private List<List<@Nullable String>> others() {
    return commands
        .database()
        .rows(
            "select pid from pg_stat_activity where datname = current_database()"
                + " and application_name like 'cloudquery%'");
  }

  private String file(String name, byte[]... parts) throws IOException {
    return Files.write(folder.resolve(name), joined(parts)).toString();
  }

  private static byte[] joined(byte[]... parts) throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      whole.write(part);
    }
    return whole.toByteArray();
  }

  private String ids() {
    return String.valueOf(
        commands
            .database()
            .rows("select string_agg(id::text, ',' order by id) from t")
            .getFirst()
            .getFirst());
  }
}
