package io.cqdestination.postgres.write;

import io.cqdestination.core.retry.CommitOutcome;
import io.cqdestination.postgres.statement.StatementPipeline;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Finds out what became of a transaction that added rows, by looking for them. Used by one thread.
 */
final class CommittedRows {
  private final Connection connection;
  private long wanted;
  private long found;

  /**
   * @param connection in autocommit mode
   */
  CommittedRows(Connection connection) {
    this.connection = connection;
  }

  /**
   * Counts the rows of a segment that are in the table.
   *
   * @return whether they can be told from others
   */
  boolean look(BatchSegment segment, ArrayStatements statements) throws SQLException {
    List<String> identity = statements.identity();
    if (identity.isEmpty()) {
      return false;
    }
    List<String> columns = segment.plan().statements().columns();
    List<String> types = segment.plan().statements().types();
    List<Optional<ArrayColumn>> arrays =
        columns.stream()
            .map(column ->
                identity.contains(column)
                    ? Optional.of(statements.column(types.get(columns.indexOf(column))))
                    : Optional.<ArrayColumn>empty())
            .toList();
    StatementPipeline pipeline = new StatementPipeline();
    ArrayParameters.forEach(
        arrays,
        segment.rows(),
        parameters -> {
          pipeline.add(statements.countRows(), parameters, number -> found += number);
          pipeline.run(connection);
        });
    wanted += segment.rows().rows();
    return true;
  }

  /** What the counts mean. */
  CommitOutcome outcome() {
    if (found == wanted) {
      return new CommitOutcome.Committed();
    }
    return found == 0
        ? new CommitOutcome.Aborted()
        : new CommitOutcome.Unknown(
            "only %d of the batch's %d rows are found by their _cq_id".formatted(found, wanted));
  }
}
