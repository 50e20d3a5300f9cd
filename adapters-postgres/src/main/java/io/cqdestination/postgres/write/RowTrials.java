package io.cqdestination.postgres.write;

import io.cqdestination.postgres.copy.EncodedRow;
import io.cqdestination.postgres.write.RowSieve.Refusal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Writes rows of one segment behind savepoints: with COPY, which names the row that is refused, or
 * from arrays. Used by one thread.
 *
 * @param copies whether COPY may be used, which must go straight into the table
 */
record RowTrials(
    Connection connection,
    SavepointTrials trials,
    PendingBatch pending,
    BatchSegment segment,
    ArrayInsert insert,
    boolean copies) {

  /** Why the database refuses rows; empty when they are written. */
  Optional<Refusal> refusalOf(List<EncodedRow> rows) throws SQLException {
    return copies
        ? trials
            .refusalOf(pipeline -> {
              pipeline.run(connection);
              copy(rows);
            })
            .map(cause -> new Refusal(cause, named(cause, rows)))
        : trials
            .refusalOf(pipeline -> insert.add(segment, rows, OptionalInt.empty(), pipeline))
            .map(cause -> new Refusal(cause, OptionalInt.empty()));
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

  private void copy(List<EncodedRow> rows) throws SQLException {
    CopyStream.send(
        connection,
        segment.plan().statements().copyIntoTable(),
        sink -> {
          for (EncodedRow row : rows) {
            int start = row.firstField() - Short.BYTES;
            sink.accept(row.bytes(), start, row.end() - start);
          }
        });
  }

  private OptionalInt named(SQLException cause, List<EncodedRow> rows) {
    return RefusedBatch.copiedRow(pending, segment.plan().statements(), cause)
        .filter(number -> number >= 0 && number < rows.size())
        .map(number -> OptionalInt.of(Math.toIntExact(number)))
        .orElse(OptionalInt.empty());
  }
}
