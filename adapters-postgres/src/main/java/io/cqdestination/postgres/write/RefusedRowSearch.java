package io.cqdestination.postgres.write;

import io.cqdestination.core.retry.RefusedBeginning;
import io.cqdestination.postgres.failure.SqlStates;
import io.cqdestination.postgres.write.RefusalTrials.Inconclusive;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds the row for which the server refuses a batch, where its error does not say, by writing
 * beginnings of the batch. Used by one thread.
 *
 * @param segments of the batch
 * @param refusal the SQLState of the error that is to be found again
 */
record RefusedRowSearch(RefusalTrials trials, List<BatchSegment> segments, String refusal) {

  /** Empty when the row cannot be found in time. */
  Optional<RefusedRow> find() {
    long rows = segments.stream().mapToLong(segment -> segment.rows().rows()).sum();
    try {
      OptionalLong length = RefusedBeginning.shortest(rows, this::isRefused);
      return length.isPresent() ? Optional.of(row(length.getAsLong() - 1)) : Optional.empty();
    } catch (Inconclusive notFound) {
      return Optional.empty();
    }
  }

  private RefusedRow row(long number) {
    long left = number;
    for (BatchSegment segment : segments) {
      long rows = segment.rows().rows();
      if (left < rows) {
        return new RefusedRow(segment, left);
      }
      left -= rows;
    }
    throw new IllegalArgumentException("no row " + number);
  }

  private boolean isRefused(long rows) throws Inconclusive {
    Optional<SQLException> answer;
    try {
      answer = trials.refusalOf((connection, prefixes) -> write(connection, prefixes, rows));
    } catch (SQLException gone) {
      throw new Inconclusive();
    }
    if (answer.isPresent() && !SqlStates.is(answer.get(), refusal)) {
      throw new Inconclusive();
    }
    return answer.isPresent();
  }

  private void write(Connection connection, PrefixWriter prefixes, long rows) throws SQLException {
    long left = rows;
    for (BatchSegment segment : segments) {
      long some = Math.min(left, segment.rows().rows());
      if (some > 0) {
        prefixes.write(connection, segment, some);
        left -= some;
      }
    }
  }
}
