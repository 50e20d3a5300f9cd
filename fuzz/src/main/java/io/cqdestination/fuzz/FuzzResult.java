package io.cqdestination.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What came of fuzzing one target.
 *
 * @param clean whether nothing was found
 * @param executions how many inputs were tried
 * @param edges how many of the branches that are watched were reached
 * @param corpus how many inputs led somewhere new each, the seeds among them
 * @param log what the fuzzer said
 */
record FuzzResult(
    FuzzTarget target, boolean clean, long executions, long edges, long corpus, Path log) {
  static final String CSV_HEADER = "target,executions,edges,corpus,found";

  /** A line such as {@code #1024 NEW cov: 312 ft: 500 corp: 12/34Kb …}; the last one counts. */
  private static final Pattern PROGRESS =
      Pattern.compile("^#(\\d+)\\s.*cov: (\\d+) .*corp: (\\d+)/", Pattern.MULTILINE);

  /**
   * @param status of the process; 0 where it found nothing
   */
  static FuzzResult read(FuzzTarget target, int status, Path log) throws IOException {
    // What an input made the code say may be any bytes.
    Matcher progress = PROGRESS.matcher(Files.readString(log, StandardCharsets.ISO_8859_1));
    long executions = 0;
    long edges = 0;
    long corpus = 0;
    while (progress.find()) {
      executions = Long.parseLong(progress.group(1));
      edges = Long.parseLong(progress.group(2));
      corpus = Long.parseLong(progress.group(3));
    }
    return new FuzzResult(target, status == 0 && executions > 0, executions, edges, corpus, log);
  }

  String csv() {
    return "%s,%d,%d,%d,%s".formatted(target.title(), executions, edges, corpus, clean ? 0 : 1);
  }

  /** One line for people. */
  String words() {
    return "%-20s %,12d inputs, %,6d branches, %,6d of them kept: %s"
        .formatted(
            target.title(), executions, edges, corpus, clean ? "nothing found" : "see " + log);
  }
}
