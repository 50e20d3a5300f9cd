package io.cqdestination.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packaged executable under test. */
final class PluginBinary {
  private static final int LIMIT_SECONDS = 60;

  private PluginBinary() {}

  /** What a command left. */
  record Outcome(int status, String output, String errors) {}

  static Path path() {
    return Path.of(System.getProperty("plugin.binary"));
  }

  /** Runs a command that ends by itself. */
  static Outcome run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(path().toString());
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).start();
    assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    return new Outcome(
        process.exitValue(),
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8),
        new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
  }
}
