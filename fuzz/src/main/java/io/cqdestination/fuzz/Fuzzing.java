package io.cqdestination.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Fuzzes every target, two at a time. What is found is written beside the fuzzer's log. */
public final class Fuzzing {
  private static final int WORKERS = 2;

  private Fuzzing() {}

  /**
   * @param arguments the project's folder, seconds for each target, the names of the targets: all
   *     where none is named
   */
  public static void main(String... arguments) throws Exception {
    Path project = Path.of(arguments[0]).toAbsolutePath();
    Duration length = Duration.ofSeconds(Long.parseLong(arguments[1]));
    List<String> names = Arrays.asList(arguments).subList(2, arguments.length);
    List<FuzzResult> results = new ArrayList<>();
    try (ExecutorService executor = Executors.newFixedThreadPool(WORKERS)) {
      List<Future<FuzzResult>> runs = new ArrayList<>();
      for (FuzzTarget target : FuzzTarget.values()) {
        if (names.isEmpty() || names.contains(target.title())) {
          runs.add(executor.submit(() -> run(new FuzzProcess(target, project, length))));
        }
      }
      for (Future<FuzzResult> run : runs) {
        results.add(run.get());
      }
    }
    List<String> csv = new ArrayList<>(List.of(FuzzResult.CSV_HEADER));
    results.forEach(result -> csv.add(result.csv()));
    Files.write(project.resolve("fuzz/target/fuzz/fuzz.csv"), csv);
    System.exit(results.stream().allMatch(FuzzResult::clean) ? 0 : 1);
  }

  private static FuzzResult run(FuzzProcess process) throws IOException, InterruptedException {
    FuzzResult result = process.run();
    System.out.println(result.words());
    if (!result.clean()) {
      System.out.println(Files.readString(result.log(), StandardCharsets.ISO_8859_1));
    }
    return result;
  }
}
