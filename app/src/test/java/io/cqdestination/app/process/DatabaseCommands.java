package io.cqdestination.app.process;

import static io.cqdestination.testkit.arrow.SampleRow.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.cqdestination.fixtures.postgres.Database;
import io.cqdestination.fixtures.postgres.PostgresServer;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.arrow.SampleTypes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The packaged executable's commands, on a database of their own. Used by one thread.
 *
 * @param folder holds the configuration and what commands print
 * @param configuration a file for {@code --config}, whose destination overwrites
 */
record DatabaseCommands(Path folder, Database database, Path configuration)
    implements AutoCloseable {
  /** Rows whose table the file says nothing of. */
  static final SampleTable NAMELESS =
      new SampleTable("")
          .withoutMetadata("cq:table_name")
          .column("id", SampleTypes.int64())
          .column("v", SampleTypes.text());

  private static final int LIMIT_SECONDS = 120;

  static DatabaseCommands in(Path folder) throws IOException {
    Path configuration =
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
    return new DatabaseCommands(folder, PostgresServer.shared().create(), configuration);
  }

  /** A file of one row, (1, a), that is named events and says nothing of its table. */
  String eventsFile() throws IOException {
    return Files.write(folder.resolve("events.arrows"), NAMELESS.record(row(1L, "a"))).toString();
  }

  /** Runs a command with the configuration. */
  PluginBinary.Outcome run(String command, String... arguments) throws Exception {
    return ended(start(command, arguments));
  }

  /** Runs a command with the configuration and a pipe as its standard input. */
  PluginBinary.Outcome runWithInput(byte[] input, String command, String... arguments)
      throws Exception {
    Process process = start(command, arguments);
    try (var pipe = process.getOutputStream()) {
      pipe.write(input);
    } catch (IOException unread) {
      // the command ended before it had read all: its outcome says why
    }
    return ended(process);
  }

  /** Starts a command with the configuration; its standard input is a pipe. */
  Process start(String command, String... arguments) throws IOException {
    List<String> line =
        new ArrayList<>(
            List.of(PluginBinary.path().toString(), command, "-c", configuration.toString()));
    line.addAll(List.of(arguments));
    return start(line, Map.of("TEST_CONNECTION_STRING", database.connectionString()));
  }

  /** Runs a command line without a configuration, with no variables of a database but these. */
  PluginBinary.Outcome run(Map<String, String> variables, String... arguments) throws Exception {
    List<String> line = new ArrayList<>(List.of(PluginBinary.path().toString()));
    line.addAll(List.of(arguments));
    return ended(start(line, variables));
  }

  private Process start(List<String> line, Map<String, String> variables) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .redirectOutput(folder.resolve("output").toFile())
            .redirectError(folder.resolve("errors").toFile());
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("PG") || name.equals("DATABASE_URL"));
    builder.environment().putAll(variables);
    return builder.start();
  }

  /** Waits for a process's end; what it printed is that of the last one started. */
  PluginBinary.Outcome ended(Process process) throws Exception {
    try {
      assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new PluginBinary.Outcome(process.exitValue(), printed("output"), printed("errors"));
  }

  private String printed(String file) throws IOException {
    return Files.readString(folder.resolve(file), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    database.close();
  }
}
