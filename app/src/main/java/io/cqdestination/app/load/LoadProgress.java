package io.cqdestination.app.load;

import io.cqdestination.core.sync.SyncTotals;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** Tells a person how far a load is, now and then. Used by one thread. */
public final class LoadProgress {
  private static final Duration ON_TERMINAL = Duration.ofSeconds(1);
  private static final Duration IN_LOG = Duration.ofSeconds(10);

  private final PrintWriter out;
  private final boolean onTerminal;
  private final OptionalLong totalBytes;
  private final long startNanos = System.nanoTime();
  private long lastNanos = startNanos;
  private boolean lineIsOpen;

  /**
   * @param onTerminal whether each report may replace the one before
   */
  public LoadProgress(PrintWriter out, boolean onTerminal, List<Path> files) {
    this.out = out;
    this.onTerminal = onTerminal;
    this.totalBytes = size(files);
  }

  /** Reports if the last report is old enough. */
  void report(SyncTotals.Snapshot totals, long bytesRead) {
    long now = System.nanoTime();
    Duration pause = onTerminal ? ON_TERMINAL : IN_LOG;
    if (now - lastNanos < pause.toNanos()) {
      return;
    }
    lastNanos = now;
    String words =
        String.format(Locale.ROOT, "%,d rows committed, %s read", totals.rows(), share(bytesRead));
    if (onTerminal) {
      out.print("\r" + words);
      lineIsOpen = true;
    } else {
      out.println(words);
    }
    out.flush();
  }

  /** Ends the line that reports replaced one another in. */
  public void end() {
    if (lineIsOpen) {
      out.println();
      out.flush();
      lineIsOpen = false;
    }
  }

  /** The load's outcome in one line. */
  public String summary(SyncTotals.Snapshot totals, int files) {
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    return String.format(
        Locale.ROOT,
        "loaded %,d rows of %d %s into %d %s in %.1f s (%,.0f rows/s)",
        totals.rows(),
        files,
        files == 1 ? "file" : "files",
        totals.tables(),
        totals.tables() == 1 ? "table" : "tables",
        seconds,
        totals.rows() / Math.max(seconds, 0.001));
  }

  private String share(long bytesRead) {
    if (totalBytes.isEmpty()) {
      return String.format(Locale.ROOT, "%,d MiB", bytesRead >> 20);
    }
    long total = totalBytes.getAsLong();
    return (total == 0 ? 100 : Math.min(100, 100 * bytesRead / total)) + " % of the files";
  }

  /** Bytes of all files; empty where a pipe is among them. */
  private static OptionalLong size(List<Path> files) {
    return files.stream().anyMatch(Pipe::isPipe)
        ? OptionalLong.empty()
        : OptionalLong.of(files.stream().mapToLong(LoadProgress::size).sum());
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException unknown) {
      return 0;
    }
  }
}
