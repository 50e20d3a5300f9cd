package io.cqdestination.postgres.upkeep;

/**
 * Which tables get new statistics behind a stream. Immutable.
 *
 * @param percent of a table's rows: where more are changed, at least 1
 * @param mostBytes the size of a table, without its indexes, beyond which it gets none
 */
public record AnalyzePolicy(int percent, long mostBytes) {

  /**
   * Whether a table gets new statistics.
   *
   * @param rows how many it had when they were last collected; 0 where they never were
   */
  boolean isDue(long changedRows, double rows, long bytes) {
    return bytes <= mostBytes && 100.0 * changedRows > percent * rows;
  }
}
