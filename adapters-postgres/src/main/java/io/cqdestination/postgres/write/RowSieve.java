package io.cqdestination.postgres.write;

import io.cqdestination.postgres.copy.EncodedRow;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Writes those rows that the database takes, in their order: ranges of them. Of a refused range,
 * the row that the server names is the one; where it names none, the range is halved until one row
 * is left. Ranges grow behind one that is taken. Behind one that is not they shrink, so that about
 * every second one has a row that is refused, which takes the fewest halves; where rows are named,
 * there are none to save, and almost every range may have one. Used by one thread.
 *
 * @param rows in their order
 * @param most rows that may be tried together
 * @param writing how some of them are written
 * @param sink told of single rows that were refused
 */
record RowSieve(List<EncodedRow> rows, int most, Writing writing, Sink sink) {
  /** How many times the way to the last refused row is tried, where rows are named. */
  private static final int NAMED_ROWS = 4;

  /**
   * Why rows were refused.
   *
   * @param row the position of the refused one among those that were tried, where it is known
   */
  record Refusal(SQLException cause, OptionalInt row) {}

  /** Writes rows. */
  @FunctionalInterface
  interface Writing {
    /** Why the database refuses the rows; empty when they are written. */
    Optional<Refusal> refusalOf(List<EncodedRow> some) throws SQLException;
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
      Optional<Refusal> refusal = refusalOf(at, end);
      if (refusal.isEmpty()) {
        at = end;
        length = Math.min(2 * length, most);
      } else {
        int next = passRefused(at, end, refusal.get());
        length =
            refusal.get().row().isPresent()
                ? Math.min(NAMED_ROWS * (next - at), most)
                : Math.max(1, length / 2);
        at = next;
      }
    }
  }

  /**
   * Writes the rows of a refused range that come before the first refused one.
   *
   * @return the position behind that one
   */
  private int passRefused(int from, int to, Refusal refusal) throws SQLException {
    if (refusal.row().isEmpty()) {
      return halve(from, to, refusal);
    }
    int named = from + refusal.row().getAsInt();
    Optional<Refusal> before = named == from ? Optional.empty() : refusalOf(from, named);
    if (before.isPresent()) {
      return halve(from, named, before.get()); // what is found at the end was not found before
    }
    sink.refused(rows.get(named), refusal.cause());
    return named + 1;
  }

  private int halve(int from, int to, Refusal ofAll) throws SQLException {
    int start = from;
    int end = to;
    Optional<Refusal> refusal = Optional.of(ofAll);
    while (end - start > 1) {
      int middle = (start + end) >>> 1;
      Optional<Refusal> half = refusalOf(start, middle);
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
      sink.refused(rows.get(start), refusal.get().cause());
    }
    return end;
  }

  private Optional<Refusal> refusalOf(int from, int to) throws SQLException {
    return writing.refusalOf(rows.subList(from, to));
  }
}
