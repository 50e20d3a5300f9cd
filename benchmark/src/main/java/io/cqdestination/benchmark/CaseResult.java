package io.cqdestination.benchmark;

import io.cqdestination.benchmark.ProcessCase.FloorKind;
import java.util.Locale;

/**
 * Medians of the rounds of a case.
 *
 * @param floorSeconds 0 where there is no floor
 * @param value what the target is about: the ratio to the floor, or the seconds
 */
record CaseResult(
    ProcessCase measured,
    double seconds,
    double floorSeconds,
    double value,
    long socketMillis,
    long initMillis,
    long peakMebibytes) {

  static final String CSV_HEADER = "case,ours_seconds,floor_seconds,ratio,target,peak_mib";

  private boolean hasFloor() {
    return measured.floor() != FloorKind.NONE && measured.floor() != FloorKind.NONE_EXISTING;
  }

  /** A line of the CSV file; the ratio stays empty where there is no floor. */
  String csv() {
    return String.format(
        Locale.ROOT,
        "%s,%.2f,%s,%s,%.2f,%d",
        measured.name(),
        seconds,
        hasFloor() ? String.format(Locale.ROOT, "%.2f", floorSeconds) : "",
        hasFloor() ? String.format(Locale.ROOT, "%.2f", value) : "",
        measured.target(),
        peakMebibytes);
  }

  /** A line of the table that is printed. */
  String row() {
    return String.format(
        Locale.ROOT,
        "%-28s %7.2f s %8s %8s  %6.2f %-7s %5d MiB",
        measured.name(),
        seconds,
        hasFloor() ? String.format(Locale.ROOT, "%.2f s", floorSeconds) : "",
        hasFloor() ? String.format(Locale.ROOT, "%.2f x", value) : "",
        measured.target(),
        value <= measured.target() ? "reached" : "missed",
        peakMebibytes);
  }
}
