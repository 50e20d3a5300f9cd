package io.cqdestination.runtime;

import static io.cqdestination.testkit.arrow.SampleRow.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.arrow.SampleTypes;
import io.cqdestination.testkit.plugin.PluginProcess;
import io.cqdestination.testkit.plugin.WriteMessages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plugin of whom nothing is known but its names and its destination, as a process of its own. */
class DestinationAppTest {
  private static final int LIMIT_SECONDS = 60;
  private static final SampleTable EVENTS =
      new SampleTable("events").column("id", SampleTypes.text()).column("v", SampleTypes.text());

  @TempDir private Path folder;
  private Path binary = Path.of("");

  private record Outcome(int status, String output, String errors) {}

  @BeforeEach
  void writeBinary() throws IOException {
    binary = folder.resolve("cloudquery-destination-memory");
    Files.writeString(
        binary,
        """
        #!/bin/sh
        exec '%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC --add-opens=java.base/java.nio=ALL-UNNAMED \\
          --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED \\
          -cp '%s' %s "$@"
        """
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                MemoryPlugin.class.getName()));
    assertThat(binary.toFile().setExecutable(true)).isTrue();
  }

  private Outcome run(String... arguments) throws Exception {
    List<String> line = new ArrayList<>(List.of(binary.toString()));
    line.addAll(List.of(arguments));
    Path output = folder.resolve("output");
    Path errors = folder.resolve("errors");
    Process process =
        new ProcessBuilder(line)
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    try {
      assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Outcome(
        process.exitValue(),
        Files.readString(output, StandardCharsets.UTF_8),
        Files.readString(errors, StandardCharsets.UTF_8));
  }

  @Test
  void what_is_written_can_be_read_and_a_signal_ends_it() {
    try (PluginProcess plugin = PluginProcess.start(binary)) {
      plugin.client().init("{\"rows_per_batch\": 1, \"Colour\": \"red\"}");
      plugin
          .client()
          .write(WriteMessages.migrate(EVENTS), WriteMessages.insert(EVENTS, row("1", "a")));

      assertThat(plugin.client().read(EVENTS)).containsExactly(List.of("1", "a"));
      assertThatThrownBy(() -> plugin.client().init("{\"rows_per_batch\": \"many\"}"))
          .hasMessageContaining("rows_per_batch must be a whole number");
      assertThat(plugin.interrupt()).isZero();
      assertThat(plugin.output()).anyMatch(line -> line.contains("ignores: Colour"));
    }
  }

  @Test
  void it_says_its_own_names() throws Exception {
    assertThat(run("--version").output()).isEqualToIgnoringNewLines("memory 1.2.3");
    assertThat(run("info").output()).contains("\"name\" : \"memory\"", "\"version\" : \"1.2.3\"");
    assertThat(run("--help").output())
        .startsWith("Usage: cloudquery-destination-memory ")
        .contains("Keeps rows in memory.")
        .doesNotContain("plan", "DATABASE");
    assertThat(run("load", "--help").output())
        .contains("  cloudquery-destination-memory load -c destination.yml");
  }

  @Test
  void what_it_does_not_offer_is_no_command() throws Exception {
    assertThat(run("plan", "events.parquet")).returns(2, Outcome::status);
  }

  @Test
  void files_are_loaded_where_a_configuration_says_so() throws Exception {
    Path file = Files.write(folder.resolve("events.arrows"), EVENTS.record(row("1", "a")));

    Outcome unnamed = run("load", file.toString());
    assertThat(unnamed.status()).isEqualTo(1);
    assertThat(unnamed.errors()).startsWith("-c is missing").hasLineCount(1);

    Path configuration =
        Files.writeString(
            folder.resolve("destination.yml"),
            "{kind: destination, spec: {name: memory, write_mode: append, spec: {}}}");
    Outcome loaded = run("load", "-c", configuration.toString(), file.toString());
    assertThat(loaded.errors()).isEmpty();
    assertThat(loaded.output()).startsWith("loaded 1 row of 1 file into 1 table");
  }

  @Test
  void the_page_about_the_configuration_is_made_of_the_schema() throws Exception {
    Outcome outcome = run("doc", folder.resolve("pages").toString());

    assertThat(outcome.errors()).isEmpty();
    assertThat(folder.resolve("pages/configuration.md"))
        .content()
        .startsWith("# Configuration\n")
        .contains("| `rows_per_batch` | integer | `1000` | How many rows are kept together. |");
  }
}
