package io.cqdestination.core.sync;

/**
 * Which deletions of stale rows are withheld, because the source may have failed to fetch what it
 * did not bring. Immutable.
 *
 * @param needsRows whether a table keeps its rows when a stream brought none of them
 * @param mostPercent how much of a source's rows in a table may go at once, 1 to 100
 */
public record StalePolicy(boolean needsRows, int mostPercent) {
  private static final int ALL = 100;

  /** Nothing is withheld. */
  public static final StalePolicy ALWAYS = new StalePolicy(false, ALL);

  /**
   * How many percent of a source's rows in a table may go.
   *
   * @param brought whether the stream brought rows of the table
   */
  int mostPercent(boolean brought) {
    return needsRows && !brought ? 0 : mostPercent;
  }
}
