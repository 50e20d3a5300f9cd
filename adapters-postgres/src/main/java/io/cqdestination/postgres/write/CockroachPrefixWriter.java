package io.cqdestination.postgres.write;

import io.cqdestination.postgres.statement.StatementPipeline;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** Writes prefixes with INSERT; there are no temporary tables and no deferred constraints. */
final class CockroachPrefixWriter implements PrefixWriter {
  private final ArrayInsert insert;
  private Duration limit = Duration.ZERO;

  CockroachPrefixWriter(ArrayInsert insert) {
    this.insert = insert;
  }

  /** BEGIN goes with the first statement. */
  @Override
  public void begin(Connection connection, Duration statementLimit) {
    limit = statementLimit;
  }

  @Override
  public void write(Connection connection, BatchSegment segment, long rows) throws SQLException {
    int seconds = Math.toIntExact(limit.toSeconds() + 1);
    insert.run(connection, segment, rows, new StatementPipeline(seconds));
  }

  @Override
  public ArrayInsert insert() {
    return insert;
  }

  @Override
  public void check(Connection connection) {}
}
