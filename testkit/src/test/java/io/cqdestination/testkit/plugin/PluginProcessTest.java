package io.cqdestination.testkit.plugin;

import static io.cqdestination.testkit.arrow.SampleRow.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudquery.plugin.v3.Write;
import io.cqdestination.testkit.Await;
import io.cqdestination.testkit.arrow.SampleTable;
import io.cqdestination.testkit.arrow.SampleTypes;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginProcessTest {

  private static final SampleTable TABLE = new SampleTable("t").column("id", SampleTypes.int64());

  @TempDir private static Path folder;

  private PluginProcess plugin;

  @BeforeEach
  void startPlugin() throws IOException {
    plugin = PluginProcess.start(binary(), Map.of("SAMPLE", "from the environment"));
  }

  @AfterEach
  void endPlugin() {
    plugin.close();
  }

  @Test
  void aPluginIsStartedAsTheCliStartsIt() {
    assertThat(plugin.output().getFirst())
        .contains(
            "serve --log-level info --log-format json --network unix --address "
                + plugin.socket()
                + " --no-sentry");
    Await.until(
        Duration.ofSeconds(10),
        "the plugin has the variable",
        () -> plugin.errors().contains("from the environment"));
    assertThat(plugin.client().versions()).containsExactly(3);
    assertThat(plugin.client().init("{}").getSupportsFlush()).isTrue();
  }

  @Test
  void whatIsWrittenCanBeReadBack() {
    plugin
        .client()
        .write(
            WriteMessages.migrate(TABLE),
            WriteMessages.insert(TABLE, row(1), row(2)),
            WriteMessages.insert(TABLE, row(3)));

    try (PluginClient second = plugin.connect()) {
      assertThat(second.read(TABLE)).hasToString("[[1], [2], [3]]");
    }
  }

  @Test
  void aRefusedWriteThrowsItsStatus() {
    assertThatThrownBy(() -> plugin.client().write(Write.Request.getDefaultInstance()))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> {
              assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
              assertThat(e.getStatus().getDescription()).isEqualTo("empty");
            });
  }

  @Test
  void everyFlushIsAnsweredWhileTheStreamIsOpen() {
    WriteStream stream = plugin.client().openWriteStream();

    assertThat(Objects.requireNonNull(stream.flush(7)).getFlushId()).isEqualTo(7);
    assertThat(Objects.requireNonNull(stream.flush(8)).getFlushId()).isEqualTo(8);
    stream.send(WriteMessages.flush(9));
    assertThat(stream.finish()).extracting(Write.Response::getFlushId).containsExactly(9L);
    assertThat(stream.answer()).isNull();
  }

  @Test
  void aCancelledStreamReachesThePlugin() {
    WriteStream stream = plugin.client().openWrite();
    stream.send(WriteMessages.insert(TABLE, row(1)));

    stream.cancel();

    Await.until(
        Duration.ofSeconds(10),
        "the plugin sees the cancellation",
        () -> plugin.output().getLast().contains("cancelled"));
    assertThatThrownBy(stream::finish).hasMessageContaining("CANCELLED");
  }

  @Test
  void interruptReturnsTheExitStatus() {
    assertThat(plugin.interrupt()).isZero();
    assertThat(plugin.isRunning()).isFalse();
  }

  @Test
  void aKilledPluginFailsItsCalls() {
    plugin.kill();

    assertThat(plugin.awaitExit()).isEqualTo(128 + 9);
    assertThatThrownBy(() -> plugin.client().versions()).hasMessageContaining("UNAVAILABLE");
  }

  @Test
  void closingLeavesNothingBehind() {
    plugin.close();

    assertThat(plugin.isRunning()).isFalse();
    assertThat(plugin.socket().getParent()).doesNotExist();
  }

  @Test
  void aPluginThatEndsAtOnceIsAnErrorWithItsOutput() throws IOException {
    Path binary = binary();

    assertThatThrownBy(() -> PluginProcess.start(binary, Map.of(), "--fail"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("ended with 3")
        .hasMessageContaining("told to fail");
  }

  /** The CLI runs one file without a shell: here a script that becomes a JVM. */
  private static Path binary() throws IOException {
    Path script = folder.resolve("plugin");
    if (Files.notExists(script)) {
      String java = ProcessHandle.current().info().command().orElseThrow();
      Files.writeString(
          script,
          "#!/bin/sh\nexec '%s' -cp '%s' %s \"$@\"\n"
              .formatted(
                  java, System.getProperty("java.class.path"), SamplePlugin.class.getName()));
      Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    return script;
  }
}
