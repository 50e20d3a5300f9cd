package io.cqdestination.runtime.load;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far a load is, and how it is told. Immutable.
 *
 * @param rows committed
 * @param totalBytes of all files; empty where a pipe is among them
 */
record LoadPosition(long rows, long bytesRead, OptionalLong totalBytes, Duration elapsed) {
  private static final int BAR_WIDTH = 20;

  /** As a line of a terminal, of less than 80 characters. */
  String bar() {
    String rate = "%s rows  %s rows/s".formatted(count(rows), count(rowsPerSecond()));
    if (totalBytes.isEmpty()) {
      return "%s MiB read  %s".formatted(count(bytesRead >> 20), rate);
    }
    int filled = percent() * BAR_WIDTH / 100;
    return "[%s%s] %3d %%  %s%s"
        .formatted(
            "=".repeat(filled),
            " ".repeat(BAR_WIDTH - filled),
            percent(),
            rate,
            left().map(time -> "  ETA " + time).orElse(""));
  }

  /** As a line of a log. */
  String words() {
    String committed =
        "%s rows committed (%s rows/s)".formatted(count(rows), count(rowsPerSecond()));
    return totalBytes.isEmpty()
        ? "%s, %s MiB read".formatted(committed, count(bytesRead >> 20))
        : "%s, %d %% of the files read%s"
            .formatted(committed, percent(), left().map(time -> ", ETA " + time).orElse(""));
  }

  /** Committed rows a second, on the average so far. */
  long rowsPerSecond() {
    return Math.round(rows * 1e3 / Math.max(1, elapsed.toMillis()));
  }

  private int percent() {
    long total = totalBytes.orElseThrow();
    return total == 0 ? 100 : (int) Math.min(100, 100 * bytesRead / total);
  }

  /** The time that the rest takes at the pace so far; empty before anything was read. */
  private Optional<String> left() {
    if (bytesRead == 0) {
      return Optional.empty();
    }
    double share = Math.max(0, totalBytes.orElseThrow() - bytesRead) / (double) bytesRead;
    long seconds = Math.round(share * elapsed.toMillis() / 1e3);
    return Optional.of(
        seconds < 3_600
            ? "%d:%02d".formatted(seconds / 60, seconds % 60)
            : "%d:%02d:%02d".formatted(seconds / 3_600, seconds / 60 % 60, seconds % 60));
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
