package io.cqdestination.postgres.write;

import io.cqdestination.core.retry.CommitOutcome;
import io.cqdestination.postgres.dialect.Dialect;
import io.cqdestination.postgres.statement.StatementPipeline;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Finds out what became of a transaction that added rows, by looking for them. Used by one thread.
 */
final class CommittedRows {
  private final Connection connection;
  private long wanted;
  private long found;

  /**
   * What became of a transaction that added rows, among others that replaced some.
   *
   * @param connection in autocommit mode
   */
  static CommitOutcome outcome(Connection connection, List<BatchSegment> segments, Dialect dialect)
      throws SQLException {
    CommittedRows rows = new CommittedRows(connection);
    for (BatchSegment segment : segments) {
      if (!segment.plan().hasKey()
          && !rows.look(segment, new ArrayStatements(segment.plan().statements(), dialect))) {
        return new CommitOutcome.Unknown(
            "whether it happened cannot be found out, as the rows have no _cq_id");
      }
    }
    return rows.outcome();
  }

  private CommittedRows(Connection connection) {
    this.connection = connection;
  }

  /**
   * Counts the rows of a segment that are in the table.
   *
   * @return whether they can be told from others
   */
  private boolean look(BatchSegment segment, ArrayStatements statements) throws SQLException {
    List<String> identity = statements.identity();
    if (identity.isEmpty()) {
      return false;
    }
    StatementPipeline pipeline = new StatementPipeline();
    ArrayParameters.forEach(
        statements.arrays(identity),
        segment.rows(),
        parameters -> {
          pipeline.add(statements.countRows(), parameters, number -> found += number);
          pipeline.run(connection);
        });
    wanted += segment.rows().rows();
    return true;
  }

  /** What the counts mean. */
  private CommitOutcome outcome() {
    if (found == wanted) {
      return new CommitOutcome.Committed();
    }
    return found == 0
        ? new CommitOutcome.Aborted()
        : new CommitOutcome.Unknown(
            "only %d of the batch's %d rows are found by their _cq_id".formatted(found, wanted));
  }
}
