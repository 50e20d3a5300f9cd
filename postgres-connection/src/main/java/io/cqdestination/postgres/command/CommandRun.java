package io.cqdestination.postgres.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What came of running a program once. Immutable; its text form holds nothing of the output.
 *
 * @param status the exit status; 0 where the program was overdue
 * @param isOverdue whether it was ended because it took too long
 * @param output what it wrote to standard output, which is a secret
 * @param errors what it wrote to standard error
 */
record CommandRun(int status, boolean isOverdue, String output, String errors) {
  private static final int MOST_BYTES = 64 * 1024;
  private static final int MOST_COMPLAINT = 500;

  /**
   * Runs a program without a shell, and without input.
   *
   * @throws IOException when it cannot be started; names the program, and no argument
   * @throws InterruptedException after the program was ended
   */
  static CommandRun of(List<String> words, Duration limit)
      throws IOException, InterruptedException {
    Process process = new ProcessBuilder(words).start();
    boolean ended = false;
    try {
      process.getOutputStream().close();
      CollectedOutput output = CollectedOutput.of(process.getInputStream(), MOST_BYTES);
      CollectedOutput errors = CollectedOutput.of(process.getErrorStream(), MOST_BYTES);
      ended = process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
      if (!ended) {
        end(process);
      }
      return new CommandRun(ended ? process.exitValue() : 0, !ended, text(output), text(errors));
    } finally {
      end(process);
    }
  }

  /** Closes the streams too: what a program that is done has written must have been read before. */
  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static String text(CollectedOutput output) throws InterruptedException {
    return new String(output.bytes(), StandardCharsets.UTF_8);
  }

  /** The first line of the output, without its end. */
  String firstLine() {
    return output.lines().findFirst().orElse("");
  }

  /** What the program complained of, for the end of a message: never what it put out. */
  String complaint() {
    String shown = errors.strip();
    for (String line : output.lines().map(String::strip).toList()) {
      shown = line.isEmpty() ? shown : shown.replace(line, "(hidden)");
    }
    if (shown.length() > MOST_COMPLAINT) {
      shown = shown.substring(0, MOST_COMPLAINT) + "…";
    }
    return shown.isEmpty() ? "" : ": " + shown;
  }

  @Override
  public String toString() {
    return "CommandRun[status=%d, isOverdue=%b]".formatted(status, isOverdue);
  }
}
