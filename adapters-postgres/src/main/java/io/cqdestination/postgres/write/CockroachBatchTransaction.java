package io.cqdestination.postgres.write;

import io.cqdestination.postgres.dialect.CockroachDialect;
import io.cqdestination.postgres.failure.SqlStates;
import io.cqdestination.postgres.statement.StatementPipeline;
import io.cqdestination.postgres.text.ValueForm;
import io.cqdestination.postgres.text.ValueForms;
import java.sql.Connection;
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
    super(
        pending,
        connection,
        limits,
        new CockroachTransactionIdentity(dialect, pending.batch().segments()));
    this.dialect = dialect;
    this.copyPermission = copyPermission;
    this.ordered = pending.table().isOrdering();
  }

  @Override
  void begin(StatementPipeline first) {}

  @Override
  Preceding write(BatchSegment segment) throws SQLException, InterruptedException {
    // Rows that are replaced would be locked while this waits for the batch before.
    if (segment.plan().hasKey()) {
      Preceding preceding = awaitPreceding();
      if (preceding != Preceding.COMMITTED) {
        return preceding;
      }
    }
    WriteStatements write = segment.plan().statements();
    if (!segment.plan().hasKey()
        && segment.plan().sameTypes()
        && copyPermission.isGranted()
        && dialect.copiesCorrectly(write.types())) {
      copying = true;
      String copy = new ArrayStatements(write, dialect).copyIntoTable();
      List<ValueForm> forms = write.types().stream().map(ValueForms::of).toList();
      TextCopy.send(connection(), copy, forms, segment.rows());
      copying = false;
    } else {
      insert().run(connection(), segment);
    }
    return Preceding.COMMITTED;
  }

  private ArrayInsert insert() {
    return new ArrayInsert(dialect, ordered);
  }

  @Override
  Optional<PrefixWriter> prefixes() {
    return Optional.of(new CockroachPrefixWriter(insert()));
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
