package io.cqdestination.fuzz;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Jazzer in a process of its own, at work on one target. Immutable. */
record FuzzProcess(FuzzTarget target, Path project, Duration length) {
  /**
   * An input that takes longer is a finding. Most take a millisecond, the first one loads classes.
   */
  private static final int MOST_SECONDS_AN_INPUT = 60;

  /** The fuzzer takes one by chance. */
  private static final int ANY_SEED = 0;

  /** Longer ones are only slower. */
  private static final int MOST_BYTES_AN_INPUT = 16 << 10;

  /** What the start and the end may take. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** Connecting to a fake server, and reading files, is what is wanted here. */
  private static final List<String> UNWANTED_HOOKS =
      List.of(
          "com.code_intelligence.jazzer.sanitizers.ServerSideRequestForgery",
          "com.code_intelligence.jazzer.sanitizers.FilePathTraversal");

  /**
   * Runs it to its end.
   *
   * @throws IOException when it does not end
   */
  FuzzResult run() throws IOException, InterruptedException {
    Path folder = project.resolve("fuzz/target/fuzz").resolve(target.title());
    Path found = Files.createDirectories(folder.resolve("corpus"));
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(command(folder, found))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      if (!process.waitFor(length.plus(PATIENCE).toSeconds(), TimeUnit.SECONDS)) {
        throw new IOException("fuzzing of %s does not end: %s".formatted(target.title(), log));
      }
      return FuzzResult.read(target, process.exitValue(), log);
    } finally {
      process.destroyForcibly();
    }
  }

  /** The process runs in another folder than this one. */
  private static String classpath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private List<String> command(Path folder, Path found) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+EnableDynamicAgentLoading",
                "-XX:+UseSerialGC",
                "-Xmx768m",
                "-classpath",
                classpath(),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.fuzzer().getName(),
                "--instrumentation_includes=" + target.watchedClasses(),
                "--custom_hook_includes=" + target.watchedClasses(),
                "--disabled_hooks=" + String.join(":", UNWANTED_HOOKS),
                "--reproducer_path=" + folder,
                "-artifact_prefix=" + folder + "/",
                "-max_total_time=" + length.toSeconds(),
                "-seed=" + Integer.getInteger("fuzz.seed", ANY_SEED),
                "-timeout=" + MOST_SECONDS_AN_INPUT,
                "-max_len=" + MOST_BYTES_AN_INPUT,
                "-rss_limit_mb=0", // the heap's own limit counts
                "-use_value_profile=1",
                "-reload=0",
                found.toString()));
    target.inputFolders(project).forEach(inputs -> command.add(inputs.toString()));
    return command;
  }
}
