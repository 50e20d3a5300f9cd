package io.cqdestination.postgres.write;

import io.cqdestination.postgres.dialect.Dialect;
import io.cqdestination.postgres.failure.SqlStates;
import io.cqdestination.postgres.logging.ExpectedFailures;
import io.cqdestination.postgres.statement.StatementPipeline;
import io.cqdestination.postgres.statement.StatementPipeline.Parameter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Writes with COPY: straight into the table, or through a temporary table where rows with the same
 * keys may be there; without it where the server does not let it be used.
 */
final class PostgresBatchTransaction extends BatchTransaction {
  /** No pages: neither rows nor what is left of them. Of a partitioned table that tells nothing. */
  private static final String IS_EMPTY =
      """
      SELECT count(*) FROM pg_catalog.pg_class
        WHERE oid = pg_catalog.to_regclass(?) AND relkind = 'r' AND pg_catalog.pg_relation_size(oid) = 0\
      """;

  /**
   * Insufficient privilege, for temporary tables; feature not supported, for row-level security;
   * wrong object type, for views and, before PostgreSQL 11, foreign tables.
   */
  private static final Set<String> COPY_REFUSALS = Set.of("42501", "0A000", "42809");

  private static final Set<String> KEY_VIOLATIONS =
      Set.of(SqlStates.UNIQUE_VIOLATION, SqlStates.EXCLUSION_VIOLATION);

  private final Dialect dialect;
  private final boolean hasKey;
  private final boolean ordered;
  private WriteWay way;
  private int stages;

  /** Whether what runs takes more of the server than the right to INSERT. */
  private boolean beyondInsert;

  /** Whether a temporary table is being made, which event triggers may refuse in their words. */
  private boolean staging;

  PostgresBatchTransaction(
      PendingBatch pending, Connection connection, Limits limits, Dialect dialect) {
    super(pending, connection, limits, PostgresTransactionIdentity.of(pending, dialect));
    this.dialect = dialect;
    this.hasKey = pending.batch().segments().stream().anyMatch(s -> s.plan().hasKey());
    this.way = pending.table().way();
    this.ordered = pending.table().isOrdering();
  }

  @Override
  void begin(StatementPipeline first) throws SQLException {
    if (pending().table().keepsHistory()) {
      QueryCompilation.avoid(connection(), first);
    }
    if (hasKey && way == WriteWay.UNKNOWN) {
      WriteStatements statements = pending().batch().segments().getFirst().plan().statements();
      first.add(
          IS_EMPTY,
          List.of(Parameter.text(statements.table())),
          empty -> way = pending().table().foundEmpty(empty > 0));
    }
  }

  @Override
  Preceding write(BatchSegment segment) throws SQLException, InterruptedException {
    WriteStatements statements = segment.plan().statements();
    if (hasKey && way == WriteWay.UNKNOWN) {
      send();
    }
    if (way == WriteWay.INSERTED) {
      return insert(
          segment,
          () -> {
            new ArrayInsert(dialect, ordered).run(connection(), segment);
            new ArrayVersions(dialect).run(connection(), segment);
          });
    }
    beyondInsert = true;
    if (segment.plan().sameTypes() && (!segment.plan().hasKey() || way == WriteWay.DIRECT)) {
      send();
      expectingKeys(
          () -> CopyStream.send(connection(), statements.copyIntoTable(), segment.rows()));
      beyondInsert = false;
      return Preceding.COMMITTED;
    }
    String stage = "pg_temp.cq_stage_" + ++stages;
    pipeline().add(StageDefinition.of(connection(), statements, ordered).create(stage), List.of());
    staging = true;
    send();
    staging = false;
    beyondInsert = false;
    CopyStream.send(connection(), statements.copyIntoStage(stage), segment.rows());
    pipeline().add(statements.insertFromStage(stage, ordered), List.of());
    segment.plan().versionsFromStage(stage).ifPresent(sql -> pipeline().add(sql, List.of()));
    return insert(segment, () -> send());
  }

  /** Statements that bring rows into the table. */
  @FunctionalInterface
  private interface Insertion {
    void run() throws SQLException;
  }

  private Preceding insert(BatchSegment segment, Insertion insertion)
      throws SQLException, InterruptedException {
    boolean waits = segment.plan().hasKey() && pending().mayMeetEarlierRows();
    Preceding preceding = waits ? awaitPreceding() : Preceding.COMMITTED;
    if (preceding == Preceding.COMMITTED) {
      expectingKeys(insertion);
    }
    return preceding;
  }

  private void expectingKeys(Insertion insertion) throws SQLException {
    ExpectedFailures.during(
        () -> {
          insertion.run();
          return insertion;
        },
        failure -> meetsRows(failure) || repeatsKeys(failure) || refusesCopy(failure));
  }

  @Override
  OptionalLong transactionToFollow() {
    return pending().table().isDistant() ? pending().precedingTransaction() : OptionalLong.empty();
  }

  @Override
  Optional<PrefixWriter> prefixes() {
    return Optional.of(new PostgresPrefixWriter(pending(), new ArrayInsert(dialect, ordered)));
  }

  @Override
  boolean writeOtherwise(SQLException failure) {
    if (refusesCopy(failure)) {
      pending().table().writeBy(WriteWay.INSERTED);
      return true;
    }
    if (meetsRows(failure)) {
      pending().table().writeBy(WriteWay.STAGED);
      return true;
    }
    if (repeatsKeys(failure)) {
      pending().table().order();
      return true;
    }
    return false;
  }

  private boolean refusesCopy(SQLException failure) {
    return (beyondInsert && COPY_REFUSALS.contains(SqlStates.of(failure)))
        || (staging && !SqlStates.isTransient(failure));
  }

  private boolean meetsRows(SQLException failure) {
    return way == WriteWay.DIRECT && hasKey && KEY_VIOLATIONS.contains(SqlStates.of(failure));
  }

  private boolean repeatsKeys(SQLException failure) {
    return !ordered && hasKey && SqlStates.is(failure, SqlStates.CARDINALITY_VIOLATION);
  }
}
