package io.cqdestination.postgres.write;

import io.cqdestination.postgres.failure.SqlStates;
import io.cqdestination.postgres.write.RefusalTrials.Inconclusive;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Finds the row for which the server refuses a batch, where its error does not say: writes shorter
 * and shorter prefixes of the batch. The last row of the shortest prefix that is refused is the
 * one. Used by one thread.
 *
 * @param segments of the batch
 * @param refusal the SQLState of the error that is to be found again
 */
record RefusedRowSearch(RefusalTrials trials, List<BatchSegment> segments, String refusal) {

  /** Empty when the row cannot be found in time. */
  Optional<RefusedRow> find() {
    try {
      for (int i = 0; i < segments.size(); i++) {
        long rows = segments.get(i).rows().rows();
        if (isRefused(i, rows)) {
          return Optional.of(new RefusedRow(segments.get(i), last(i, rows)));
        }
      }
    } catch (SQLException | Inconclusive notFound) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  /** The last row of the shortest beginning that is refused. */
  private long last(int segment, long rows) throws SQLException, Inconclusive {
    long accepted = 0;
    long refused = rows;
    while (refused - accepted > 1) {
      long middle = (accepted + refused) >>> 1;
      if (isRefused(segment, middle)) {
        refused = middle;
      } else {
        accepted = middle;
      }
    }
    return refused - 1;
  }

  /** Writes all segments before one, and the first rows of that. */
  private boolean isRefused(int segment, long rows) throws SQLException, Inconclusive {
    Optional<SQLException> answer =
        trials.refusalOf((connection, prefixes) -> write(connection, prefixes, segment, rows));
    if (answer.isPresent() && !SqlStates.is(answer.get(), refusal)) {
      throw answer.get();
    }
    return answer.isPresent();
  }

  private void write(Connection connection, PrefixWriter prefixes, int segment, long rows)
      throws SQLException {
    for (BatchSegment whole : segments.subList(0, segment)) {
      prefixes.write(connection, whole, whole.rows().rows());
    }
    prefixes.write(connection, segments.get(segment), rows);
  }
}
