package io.cqdestination.app.load;

import io.cqdestination.core.sync.SyncTotals;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Tells a person how far a load is, now and then. Used by one thread. */
public final class LoadProgress {
  private static final Duration ON_TERMINAL = Duration.ofSeconds(1);
  private static final Duration IN_LOG = Duration.ofSeconds(10);

  private final PrintWriter out;
  private final boolean onTerminal;
  private final long totalBytes;
  private final long startNanos = System.nanoTime();
  private long lastNanos = startNanos;
  private boolean lineIsOpen;

  /**
   * @param onTerminal whether each report may replace the one before
   * @param totalBytes bytes of all files
   */
  public LoadProgress(PrintWriter out, boolean onTerminal, long totalBytes) {
    this.out = out;
    this.onTerminal = onTerminal;
    this.totalBytes = totalBytes;
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
        String.format(
            Locale.ROOT,
            "%,d rows committed, %d %% of the files read",
            totals.rows(),
            totalBytes == 0 ? 100 : Math.min(100, 100 * bytesRead / totalBytes));
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
}
