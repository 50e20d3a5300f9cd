package io.cqdestination.testkit.plugin;

import io.cqdestination.testkit.Await;
import io.cqdestination.testkit.Folders;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A plugin as the CLI runs it: one file, started without a shell, that serves on a unix socket in a
 * folder of its own. Thread-safe.
 */
public final class PluginProcess implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
  private static final String SOCKET = "plugin.sock";

  private final Path folder;
  private final Process process;
  private final OutputLines output;
  private final OutputLines errors;
  private final PluginClient client;

  private PluginProcess(Path folder, Process process) {
    this.folder = folder;
    this.process = process;
    this.output = new OutputLines(process.inputReader());
    this.errors = new OutputLines(process.errorReader());
    this.client = PluginClient.unix(socket());
  }

  /** Starts a plugin and returns when it accepts connections. */
  public static PluginProcess start(Path binary) {
    return start(binary, Map.of());
  }

  /**
   * Starts a plugin and returns when it accepts connections.
   *
   * @param environment variables besides this process's own, of which those named PG… are left out
   * @param arguments more arguments of {@code serve}
   * @throws IllegalStateException when it ends before it listens; the message has its output
   */
  public static PluginProcess start(
      Path binary, Map<String, String> environment, String... arguments) {
    try {
      Path folder = Files.createTempDirectory(Folders.temporary(), "plugin");
      ProcessBuilder builder =
          new ProcessBuilder(command(binary, folder.resolve(SOCKET), arguments))
              .directory(folder.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
      builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
      builder.environment().putAll(environment);
      PluginProcess plugin = new PluginProcess(folder, builder.start());
      plugin.awaitSocket();
      return plugin;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The connection that was made at the start. */
  public PluginClient client() {
    return client;
  }

  /** A further connection, which the caller closes. */
  public PluginClient connect() {
    return PluginClient.unix(socket());
  }

  /** The socket's file. */
  public Path socket() {
    return folder.resolve(SOCKET);
  }

  /** The lines on standard output so far: the plugin's log. */
  public List<String> output() {
    return output.soFar();
  }

  /** The lines on standard error so far. */
  public List<String> errors() {
    return errors.soFar();
  }

  /** The operating system's number of the process. */
  public long pid() {
    return process.pid();
  }

  /** Whether the process runs. */
  public boolean isRunning() {
    return process.isAlive();
  }

  /**
   * Sends SIGINT, as the CLI does after a sync, and returns the exit status.
   *
   * @throws AssertionError when the process does not end; it is killed then
   */
  public int interrupt() {
    signal("INT");
    return awaitExit();
  }

  /** Sends a signal, such as {@code TERM} or {@code STOP}, and does not wait for its effect. */
  public void signal(String name) {
    try {
      new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + process.pid()).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * The exit status, once the process has ended by itself and all its output is read.
   *
   * @throws AssertionError when it does not end; it is killed then
   */
  public int awaitExit() {
    try {
      if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        kill();
        throw new AssertionError("the plugin did not end within " + STOP_LIMIT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while the plugin was ending", e);
    }
    output.awaitEnd();
    errors.awaitEnd();
    return process.exitValue();
  }

  /** Sends SIGKILL, as the CLI does when a sync is cancelled, and waits for the end. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Kills the process if it runs, and deletes its folder. */
  @Override
  public void close() {
    client.close();
    kill();
    try {
      Folders.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitSocket() {
    try {
      Await.until(
          START_LIMIT, "the plugin listens on its socket", () -> isListening() || !isRunning());
      if (!isRunning()) {
        throw new IllegalStateException(
            "the plugin ended with %d before it listened: %s %s"
                .formatted(awaitExit(), output(), errors()));
      }
    } catch (AssertionError | IllegalStateException e) {
      close();
      throw e;
    }
  }

  /** The file is there a moment before the plugin accepts. */
  private boolean isListening() {
    if (!Files.exists(socket())) {
      return false;
    }
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket()))) {
      return channel.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }

  private static List<String> command(Path binary, Path socket, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(InterruptDisposition.restoringPrefix());
    command.add(binary.toString());
    command.addAll(List.of("serve", "--log-level", "info", "--log-format", "json"));
    command.addAll(List.of("--network", "unix", "--address", socket.toString(), "--no-sentry"));
    command.addAll(List.of(arguments));
    return command;
  }
}
