package io.cqdestination.postgres.write;

import io.cqdestination.postgres.connection.ConnectionSource;
import io.cqdestination.postgres.failure.SqlStates;
import io.cqdestination.postgres.logging.ExpectedFailures;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Finds the row for which the server refuses a batch, where its error does not say: writes shorter
 * and shorter beginnings of the batch, each in a transaction that is rolled back. The last row of
 * the shortest beginning that is refused is the one. Used by one thread.
 */
final class RefusedRowSearch {
  /** For the whole search; naming the row is not worth more. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** Ends the search: the server does not answer as it did. */
  private static final class Inconclusive extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /**
   * @param segment the rows of one schema
   * @param number from 0
   */
  record Row(BatchSegment segment, long number) {}

  private final PendingBatch pending;
  private final ConnectionSource connections;
  private final BatchBeginnings beginnings;
  private final String refusal;
  private final long end = System.nanoTime() + LIMIT.toNanos();

  /**
   * @param refusal the SQLState of the error that is to be found again
   */
  RefusedRowSearch(
      PendingBatch pending,
      ConnectionSource connections,
      BatchBeginnings beginnings,
      String refusal) {
    this.pending = pending;
    this.connections = connections;
    this.beginnings = beginnings;
    this.refusal = refusal;
  }

  /** Empty when the row cannot be found in time. */
  Optional<Row> find() {
    List<BatchSegment> segments = pending.batch().segments();
    try (Connection connection = connections.connect()) {
      connection.setAutoCommit(false);
      for (int i = 0; i < segments.size(); i++) {
        long rows = segments.get(i).rows().rows();
        if (isRefused(connection, i, rows)) {
          return Optional.of(new Row(segments.get(i), last(connection, i, rows)));
        }
      }
    } catch (SQLException | Inconclusive notFound) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  /** The last row of the shortest beginning that is refused. */
  private long last(Connection connection, int segment, long rows)
      throws SQLException, Inconclusive {
    long accepted = 0;
    long refused = rows;
    while (refused - accepted > 1) {
      long middle = (accepted + refused) >>> 1;
      if (isRefused(connection, segment, middle)) {
        refused = middle;
      } else {
        accepted = middle;
      }
    }
    return refused - 1;
  }

  /** Writes all segments before one, and the first rows of that. */
  private boolean isRefused(Connection connection, int segment, long rows)
      throws SQLException, Inconclusive {
    Duration left = Duration.ofNanos(end - System.nanoTime());
    if (left.isNegative() || Thread.currentThread().isInterrupted()) {
      throw new Inconclusive();
    }
    try {
      ExpectedFailures.during(() -> write(connection, left, segment, rows), _ -> true);
      return false;
    } catch (SQLException failure) {
      if (!SqlStates.is(failure, refusal)) {
        throw failure;
      }
      return true;
    } finally {
      connection.rollback();
    }
  }

  private Connection write(Connection connection, Duration left, int segment, long rows)
      throws SQLException {
    beginnings.begin(connection, left);
    List<BatchSegment> segments = pending.batch().segments();
    for (int i = 0; i < segment; i++) {
      beginnings.write(connection, segments.get(i), segments.get(i).rows().rows());
    }
    beginnings.write(connection, segments.get(segment), rows);
    beginnings.check(connection);
    return connection;
  }
}
