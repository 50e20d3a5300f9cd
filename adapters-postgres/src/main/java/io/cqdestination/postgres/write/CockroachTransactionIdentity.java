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
    return CommittedRows.outcome(other, segments, dialect);
  }
}
