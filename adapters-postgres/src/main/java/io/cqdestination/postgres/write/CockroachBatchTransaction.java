package io.cqdestination.postgres.write;

import io.cqdestination.postgres.dialect.CockroachDialect;
import io.cqdestination.postgres.failure.SqlStates;
import io.cqdestination.postgres.text.ValueForm;
import io.cqdestination.postgres.text.ValueForms;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Adds rows with COPY where that is allowed, else with INSERT, and replaces rows with INSERT … ON
 * CONFLICT. Takes no locks by itself and leaves nothing in the session.
 */
final class CockroachBatchTransaction extends BatchTransaction {
  private final CockroachDialect dialect;
  private final CopyPermission copyPermission;
  private final boolean ordered;
  private boolean copying;

  CockroachBatchTransaction(
      PendingBatch pending,
      Connection connection,
      Limits limits,
      CockroachDialect dialect,
      CopyPermission copyPermission) {
    super(pending, connection, limits);
    this.dialect = dialect;
    this.copyPermission = copyPermission;
    this.ordered = pending.table().isOrdering();
  }

  /** BEGIN goes with the first statement. */
  @Override
  void begin() {}

  @Override
  PendingBatch.Turn write(BatchSegment segment) throws SQLException, InterruptedException {
    // Rows that are replaced would be locked while this waits for the batch before.
    if (segment.plan().hasKey()) {
      PendingBatch.Turn turn = awaitTurn();
      if (turn != PendingBatch.Turn.COME) {
        return turn;
      }
    }
    WriteStatements write = segment.plan().statements();
    ArrayStatements statements = new ArrayStatements(write, dialect);
    List<ValueForm> forms = write.types().stream().map(ValueForms::of).toList();
    if (!segment.plan().hasKey()
        && segment.plan().sameTypes()
        && copyPermission.isGranted()
        && dialect.copiesCorrectly(write.types())) {
      copying = true;
      TextCopy.send(connection(), statements.copyIntoTable(), forms, segment.rows());
      copying = false;
    } else {
      insert(statements.insert(ordered), forms, segment);
    }
    return PendingBatch.Turn.COME;
  }

  private void insert(String sql, List<ValueForm> forms, BatchSegment segment) throws SQLException {
    try (PreparedStatement statement = connection().prepareStatement(sql)) {
      ArrayParameters.forEach(
          statement,
          forms.stream().map(Optional::of).toList(),
          segment.rows(),
          PreparedStatement::executeUpdate);
    }
  }

  @Override
  BatchBeginnings beginnings() {
    return new CockroachBeginnings(dialect, ordered);
  }

  @Override
  boolean isRepeatable() {
    return pending().batch().segments().stream().allMatch(segment -> segment.plan().hasKey());
  }

  /** The server cannot be asked: looks for the rows that were added. */
  @Override
  CommitOutcome outcome(Connection other) throws SQLException {
    CommittedRows rows = new CommittedRows(other);
    for (BatchSegment segment : pending().batch().segments()) {
      if (!segment.plan().hasKey()
          && !rows.look(segment, new ArrayStatements(segment.plan().statements(), dialect))) {
        return new CommitOutcome.Unknown(
            "whether it happened cannot be found out, as the rows have no _cq_id");
      }
    }
    return rows.outcome();
  }

  @Override
  boolean writeOtherwise(SQLException failure) {
    if (copying) {
      return copyPermission.isRefused(failure);
    }
    if (SqlStates.is(failure, SqlStates.CARDINALITY_VIOLATION) && !ordered) {
      pending().table().order();
      return true;
    }
    return false;
  }
}
