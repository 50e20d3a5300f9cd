package io.cqdestination.postgres.write;

import io.cqdestination.core.retry.CommitOutcome;
import io.cqdestination.postgres.dialect.CockroachDialect;
import io.cqdestination.postgres.statement.StatementPipeline;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** The server cannot be asked: looks for the rows that were added. */
record CockroachTransactionIdentity(CockroachDialect dialect, List<BatchSegment> segments)
    implements TransactionIdentity {

  /** BEGIN goes with the first statement, and locks have no limit of their own. */
  @Override
  public void begin(StatementPipeline pipeline, Duration lockLimit) {}

  @Override
  public CommitOutcome outcome(Connection other) throws SQLException {
    CommittedRows rows = new CommittedRows(other);
    for (BatchSegment segment : segments) {
      if (!segment.plan().hasKey()
          && !rows.look(segment, new ArrayStatements(segment.plan().statements(), dialect))) {
        return new CommitOutcome.Unknown(
            "whether it happened cannot be found out, as the rows have no _cq_id");
      }
    }
    return rows.outcome();
  }
}
