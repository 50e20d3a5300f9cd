package io.cqdestination.postgres.write;

import io.cqdestination.postgres.copy.EncodedRow;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Writes those rows that the database takes, in their order: ranges of them. A refused range is
 * halved until one row is left. Ranges grow behind one that is taken; behind one that is not they
 * shrink, so that about every second one has a row that is refused, which takes the fewest halves.
 * Used by one thread.
 *
 * @param rows in their order
 * @param most rows that may be tried together
 * @param writing how some of them are written
 * @param sink told of single rows that were refused
 */
record RowSieve(List<EncodedRow> rows, int most, Writing writing, Sink sink) {
  /** Writes rows. */
  @FunctionalInterface
  interface Writing {
    /** Why the database refuses the rows; empty when they are written. */
    Optional<SQLException> refusalOf(List<EncodedRow> some) throws SQLException;
  }

  /** Is told of rows, each at once. */
  @FunctionalInterface
  interface Sink {
    void refused(EncodedRow row, SQLException cause) throws SQLException;
  }

  /**
   * @param first how many rows are tried first
   */
  void run(long first) throws SQLException {
    int at = 0;
    int length = Math.clamp(first, 1, most);
    while (at < rows.size()) {
      int end = Math.min(rows.size(), at + length);
      Optional<SQLException> refusal = refusalOf(at, end);
      if (refusal.isEmpty()) {
        at = end;
        length = Math.min(2 * length, most);
      } else {
        at = halve(at, end, refusal.get());
        length = Math.max(1, length / 2);
      }
    }
  }

  /**
   * Writes the rows of a refused range that come before the first refused one.
   *
   * @return the position behind that one
   */
  private int halve(int from, int to, SQLException ofAll) throws SQLException {
    int start = from;
    int end = to;
    Optional<SQLException> refusal = Optional.of(ofAll);
    while (end - start > 1) {
      int middle = (start + end) >>> 1;
      Optional<SQLException> half = refusalOf(start, middle);
      if (half.isEmpty()) {
        start = middle;
        refusal = Optional.empty(); // that of the range may have been another row's
      } else {
        end = middle;
        refusal = half;
      }
    }
    if (refusal.isEmpty()) {
      refusal = refusalOf(start, end);
    }
    if (refusal.isPresent()) {
      sink.refused(rows.get(start), refusal.get());
    }
    return end;
  }

  private Optional<SQLException> refusalOf(int from, int to) throws SQLException {
    return writing.refusalOf(rows.subList(from, to));
  }
}
