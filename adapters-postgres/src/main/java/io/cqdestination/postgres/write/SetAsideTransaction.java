package io.cqdestination.postgres.write;

import io.cqdestination.postgres.copy.EncodedRow;
import io.cqdestination.postgres.copy.EncodedRows;
import io.cqdestination.postgres.dialect.CockroachDialect;
import io.cqdestination.postgres.dialect.Dialect;
import io.cqdestination.postgres.dialect.PostgresDialect;
import io.cqdestination.postgres.failure.ServerWords;
import io.cqdestination.postgres.failure.SqlStates;
import io.cqdestination.postgres.refused.SetAsideRow;
import io.cqdestination.postgres.statement.StatementPipeline;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes a batch without the rows that are refused, and notes these in the same transaction. What
 * was found is kept with the batch, whose rows they are no more: a further attempt has only the
 * others, and notes nothing twice.
 */
final class SetAsideTransaction extends BatchTransaction {
  /** The arrays of a trial are in memory beside the rows, and once more in the driver. */
  private static final long MOST_BYTES = 4 << 20;

  private final Dialect dialect;
  private final StreamRefusals refusals;
  private final long firstRows;
  private final boolean ordered;
  private final SavepointTrials trials;

  private int stages;

  /** Whether the server runs blocks. */
  private boolean blocks;

  /** Whether rows are brought into a temporary table, which the server may not allow. */
  private boolean staging;

  private final List<EncodedRow> dropped = new ArrayList<>();
  private final List<SetAsideRow> found = new ArrayList<>();

  /**
   * @param firstRows how many rows are likely to be taken
   */
  SetAsideTransaction(
      PendingBatch pending,
      Connection connection,
      Limits limits,
      TransactionIdentity identity,
      Dialect dialect,
      StreamRefusals refusals,
      long firstRows) {
    super(pending, connection, limits, identity);
    this.dialect = dialect;
    this.refusals = refusals;
    this.firstRows = firstRows;
    this.ordered = pending.table().isOrdering();
    this.trials = new SavepointTrials(connection);
  }

  /** What would be found at COMMIT could not be told from row to row. */
  @Override
  void begin(StatementPipeline first) throws SQLException {
    if (pending().table().keepsHistory()) {
      QueryCompilation.avoid(connection(), first);
    }
    switch (dialect) {
      case PostgresDialect _ -> {
        first.add("SET CONSTRAINTS ALL IMMEDIATE", List.of());
        first.add(StagedSieve.MAY_RUN, List.of(), languages -> blocks = languages > 0);
      }
      case CockroachDialect _ -> {}
    }
  }

  @Override
  Preceding write(BatchSegment segment) throws SQLException {
    send();
    RecordPlan plan = segment.plan();
    RowTrials rowTrials = new RowTrials(trials, segment, new ArrayInsert(dialect, ordered));
    RefusedColumns columns = new RefusedColumns(plan.statements());
    List<EncodedRow> rows = EncodedRows.list(segment.rows());
    RowSieve.Sink sink =
        (row, refusal) -> refused(plan, row, refusal, column(row, refusal, columns, rowTrials));
    boolean staged = blocks && pending().table().way() != WriteWay.INSERTED;
    if (!staged || !sieved(segment, rows, sink)) {
      long most = rows.size() * MOST_BYTES / Math.max(1, segment.rows().bytes());
      new RowSieve(rows, Math.clamp(most, 1, Math.max(1, rows.size())), rowTrials::refusalOf, sink)
          .run(firstRows);
    }
    keepVersions(segment);
    return Preceding.COMMITTED;
  }

  /** A row that was refused is in the table as it was, and so is its version. */
  private void keepVersions(BatchSegment segment) throws SQLException {
    if (segment.plan().versions().isPresent()) {
      ArrayVersions versions = new ArrayVersions(dialect);
      Optional<SQLException> refusal =
          trials.refusalOf(pipeline -> versions.add(segment, pipeline));
      if (refusal.isPresent()) {
        throw refusal.get();
      }
    }
  }

  /**
   * Writes the rows on the server; false where it does not take them there, and none is written.
   */
  private boolean sieved(BatchSegment segment, List<EncodedRow> rows, RowSieve.Sink sink)
      throws SQLException {
    StagedSieve sieve =
        new StagedSieve(connection(), segment.plan().statements(), ++stages, ordered);
    staging = true;
    boolean refused =
        trials.refusalOf(pipeline -> sieve.fill(segment.rows(), pipeline)).isPresent();
    staging = false;
    if (refused) {
      return false;
    }
    long room = refusals.room() - found.size();
    for (StagedSieve.Refused each : sieve.run(rows.size(), firstRows, room)) {
      sink.refused(rows.get(each.row()), each.cause());
    }
    return true;
  }

  private Optional<String> column(
      EncodedRow row, SQLException refusal, RefusedColumns columns, RowTrials rowTrials)
      throws SQLException {
    Optional<String> said = RefusedBatch.said(pending(), refusal).column();
    return said.isPresent()
        ? said
        : columns.find(refusal, without -> rowTrials.refusalOf(row, without));
  }

  private void refused(
      RecordPlan plan, EncodedRow row, SQLException refusal, Optional<String> column)
      throws SQLException {
    if (SqlStates.is(refusal, SqlStates.CARDINALITY_VIOLATION)) {
      throw refusal;
    }
    found.add(
        refusals
            .notes(pending().table().storedName(), plan)
            .of(
                row,
                new SetAsideRow.Refusal(
                    column, Optional.of(SqlStates.of(refusal)), ServerWords.of(refusal))));
    dropped.add(row);
    refusals.check(found.size(), found.getLast());
  }

  /** Notes the rows together; one by one where the key of one of them cannot be looked for. */
  @Override
  void beforeCommit() throws SQLException {
    pending().batch().segments().forEach(segment -> segment.rows().drop(dropped));
    for (SetAsideRow row : found) {
      pending().batch().setAside(row);
      refusals.add(row);
    }
    List<SetAsideRow> all = pending().batch().setAside();
    if (refusalOf(all).isPresent()) {
      for (SetAsideRow row : all) {
        note(row);
      }
    }
    trials.end();
  }

  private void note(SetAsideRow row) throws SQLException {
    if (refusalOf(List.of(row)).isPresent()) {
      Optional<SQLException> refusal = refusalOf(List.of(row.withoutOlder()));
      if (refusal.isPresent()) {
        throw refusal.get();
      }
    }
  }

  private Optional<SQLException> refusalOf(List<SetAsideRow> rows) throws SQLException {
    return trials.refusalOf(pipeline -> rows.forEach(row -> refusals.table().note(row, pipeline)));
  }

  /** Where no row is left, there is nothing that could come twice. */
  @Override
  boolean isRepeatable() {
    return super.isRepeatable()
        || pending().batch().segments().stream().allMatch(segment -> segment.rows().rows() == 0);
  }

  @Override
  boolean writeOtherwise(SQLException failure) {
    if (SqlStates.is(failure, SqlStates.CARDINALITY_VIOLATION) && !ordered) {
      pending().table().order();
      return true;
    }
    if (staging && !SqlStates.isTransient(failure)) {
      pending().table().writeBy(WriteWay.INSERTED);
      return true;
    }
    return false;
  }

  /** Nothing is left to be searched for. */
  @Override
  Optional<PrefixWriter> prefixes() {
    return Optional.empty();
  }
}
