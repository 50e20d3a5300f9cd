package io.cqdestination.runtime.load;

import io.cqdestination.core.sync.SyncTotals;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** Tells a person how far a load is, now and then. Used by one thread. */
public final class LoadProgress {
  private static final Duration ON_TERMINAL = Duration.ofMillis(500);
  private static final Duration IN_LOG = Duration.ofSeconds(10);

  /** To the line's beginning, and away with what stands there. */
  private static final String AFRESH = "\r\033[K";

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
    LoadPosition position = new LoadPosition(totals.rows(), bytesRead, totalBytes, elapsed());
    if (onTerminal) {
      out.print(AFRESH + position.bar());
      lineIsOpen = true;
    } else {
      out.println(position.words());
    }
    out.flush();
  }

  /** Removes the line that reports replaced one another in. */
  public void end() {
    if (lineIsOpen) {
      out.print(AFRESH);
      out.flush();
      lineIsOpen = false;
    }
  }

  /** The time since the load began. */
  public Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
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
