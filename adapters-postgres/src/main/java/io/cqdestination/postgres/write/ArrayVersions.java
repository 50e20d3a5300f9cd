package io.cqdestination.postgres.write;

import io.cqdestination.postgres.dialect.Dialect;
import io.cqdestination.postgres.history.VersionStatements;
import io.cqdestination.postgres.statement.StatementPipeline;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Brings histories up to rows that were written, by the arrays of their keys: nothing else of the
 * rows is sent again. Immutable.
 */
record ArrayVersions(Dialect dialect) {

  /** Adds the statements for all rows of a segment; none where no history is kept. */
  void add(BatchSegment segment, StatementPipeline pipeline) throws SQLException {
    Optional<VersionStatements> versions = segment.plan().versions();
    if (versions.isEmpty()) {
      return;
    }
    ArrayStatements statements = new ArrayStatements(segment.plan().statements(), dialect);
    String sql = versions.get().forKeys(statements.keys());
    ArrayParameters.forEach(
        statements.arrays(statements.write().keys()),
        segment.rows(),
        parameters -> pipeline.add(sql, parameters));
  }

  /** Does so at once. */
  void run(Connection connection, BatchSegment segment) throws SQLException {
    StatementPipeline pipeline = new StatementPipeline();
    add(segment, pipeline);
    pipeline.run(connection);
  }
}
