package io.cqdestination.runtime.load;

import io.cqdestination.core.migration.TableMigration;
import io.cqdestination.core.sync.SyncTotals;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;

/** What a load did, in lines for a person. */
public final class LoadSummary {
  private LoadSummary() {}

  /**
   * A line for each table that was made or changed, and one for the rows.
   *
   * @param place where the rows went, in words without secrets
   */
  public static String of(SyncTotals totals, int files, Duration elapsed, String place) {
    StringBuilder lines = new StringBuilder();
    totals
        .changedTables()
        .forEach(table -> lines.append(changed(table)).append(System.lineSeparator()));
    SyncTotals.Snapshot all = totals.snapshot();
    LoadPosition end = new LoadPosition(all.rows(), 0, OptionalLong.empty(), elapsed);
    return lines
        .append(
            String.format(
                Locale.ROOT,
                "loaded %,d %s of %s into %s in %.1f s (%,d rows/s): %s",
                all.rows(),
                all.rows() == 1 ? "row" : "rows",
                counted(files, "file"),
                counted(all.tables(), "table"),
                elapsed.toMillis() / 1e3,
                end.rowsPerSecond(),
                place))
        .toString();
  }

  private static String changed(TableMigration table) {
    String reasons = String.join("; ", table.reasons());
    String words;
    if (table.found() == null) {
      words = "created";
    } else if (table.dropsTable()) {
      words = "dropped with its rows and created again: " + reasons;
    } else if (table.renamesTable()) {
      words = "kept under another name and created again: " + reasons;
    } else {
      words = "changed: " + reasons;
    }
    return "table %s %s".formatted(table.wanted().name(), words);
  }

  private static String counted(int number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }
}
