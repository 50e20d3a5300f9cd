package io.cqdestination.postgres.write;

import io.cqdestination.postgres.copy.EncodedRow;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Writes rows of one segment from arrays, behind savepoints. Used by one thread. */
record RowTrials(SavepointTrials trials, BatchSegment segment, ArrayInsert insert) {

  /** Why the database refuses rows; empty when they are written. */
  Optional<SQLException> refusalOf(List<EncodedRow> rows) throws SQLException {
    return trials.refusalOf(pipeline -> insert.add(segment, rows, OptionalInt.empty(), pipeline));
  }

  /**
   * Why the database refuses a row, which is not written in either case; empty when it takes it.
   *
   * @param without a column whose value is left out
   */
  Optional<SQLException> refusalOf(EncodedRow row, OptionalInt without) throws SQLException {
    return trials.refusalOfRehearsed(
        pipeline -> insert.add(segment, List.of(row), without, pipeline));
  }
}
