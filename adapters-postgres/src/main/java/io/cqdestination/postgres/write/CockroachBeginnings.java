package io.cqdestination.postgres.write;

import io.cqdestination.postgres.dialect.CockroachDialect;
import io.cqdestination.postgres.text.ValueForms;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** Writes beginnings with INSERT; there are no temporary tables and no deferred constraints. */
final class CockroachBeginnings implements BatchBeginnings {
  private final CockroachDialect dialect;
  private final boolean ordered;
  private Duration limit = Duration.ZERO;

  /**
   * @param ordered whether the server has to find the last row of each key
   */
  CockroachBeginnings(CockroachDialect dialect, boolean ordered) {
    this.dialect = dialect;
    this.ordered = ordered;
  }

  /** BEGIN goes with the first statement. */
  @Override
  public void begin(Connection connection, Duration statementLimit) {
    limit = statementLimit;
  }

  @Override
  public void write(Connection connection, BatchSegment segment, long rows) throws SQLException {
    WriteStatements write = segment.plan().statements();
    ArrayStatements statements = new ArrayStatements(write, dialect);
    try (PreparedStatement statement = connection.prepareStatement(statements.insert(ordered))) {
      statement.setQueryTimeout(Math.toIntExact(limit.toSeconds() + 1));
      ArrayParameters.forFirst(
          statement,
          write.types().stream().map(type -> Optional.of(ValueForms.of(type))).toList(),
          segment.rows(),
          rows,
          PreparedStatement::executeUpdate);
    }
  }

  @Override
  public void check(Connection connection) {}
}
