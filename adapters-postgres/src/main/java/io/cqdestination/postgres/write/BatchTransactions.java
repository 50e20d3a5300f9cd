package io.cqdestination.postgres.write;

import io.cqdestination.postgres.dialect.CockroachDialect;
import io.cqdestination.postgres.dialect.Dialect;
import io.cqdestination.postgres.dialect.PostgresDialect;
import io.cqdestination.postgres.refused.RefusedRowTable;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Makes the attempts to write batches into one database. Thread-safe. */
public abstract sealed class BatchTransactions {
  /** One table that is locked should not keep others waiting: then each batch waits by itself. */
  private static final Duration GROUP_LOCK_LIMIT = Duration.ofSeconds(3);

  private final Optional<RefusedRowTable> refusedRows;

  private BatchTransactions(Optional<RefusedRowTable> refusedRows) {
    this.refusedRows = refusedRows;
  }

  /**
   * What suits the database; one for each destination.
   *
   * @param refusedRows where refused rows go; empty where they end the stream
   */
  public static BatchTransactions of(Dialect dialect, Optional<RefusedRowTable> refusedRows) {
    return switch (dialect) {
      case PostgresDialect postgres -> new Postgres(postgres, refusedRows);
      case CockroachDialect cockroach -> new Cockroach(cockroach, refusedRows);
    };
  }

  /** What a new stream sets aside; empty where refused rows end it. */
  final Optional<StreamRefusals> refusals() {
    return refusedRows.map(table -> new StreamRefusals(table, dialect()));
  }

  abstract Dialect dialect();

  /**
   * One attempt to write a batch without the rows that are refused, over a connection in autocommit
   * mode.
   *
   * @param firstRows how many rows are likely to be taken
   */
  final SetAsideTransaction attempt(
      PendingBatch pending,
      Connection connection,
      BatchTransaction.Limits limits,
      StreamRefusals refusals,
      long firstRows) {
    return new SetAsideTransaction(
        pending, connection, limits, identity(pending), dialect(), refusals, firstRows);
  }

  abstract TransactionIdentity identity(PendingBatch pending);

  /** One attempt over a connection in autocommit mode. */
  abstract BatchTransaction attempt(
      PendingBatch pending, Connection connection, BatchTransaction.Limits limits);

  /** One attempt to write small batches together, over a connection in autocommit mode. */
  abstract GroupTransaction attempt(List<PendingBatch> group, Connection connection);

  private static List<BatchSegment> segments(List<PendingBatch> group) {
    return group.stream().flatMap(pending -> pending.batch().segments().stream()).toList();
  }

  private static final class Postgres extends BatchTransactions {
    private final PostgresDialect dialect;

    Postgres(PostgresDialect dialect, Optional<RefusedRowTable> refusedRows) {
      super(refusedRows);
      this.dialect = dialect;
    }

    @Override
    Dialect dialect() {
      return dialect;
    }

    @Override
    TransactionIdentity identity(PendingBatch pending) {
      return PostgresTransactionIdentity.of(pending, dialect);
    }

    @Override
    GroupTransaction attempt(List<PendingBatch> group, Connection connection) {
      boolean append = group.stream().anyMatch(PendingBatch::isAppend);
      return new GroupTransaction(
          group,
          connection,
          dialect,
          GROUP_LOCK_LIMIT,
          append
              ? PostgresTransactionIdentity.ofGroup(segments(group), dialect)
              : PostgresTransactionIdentity.ofUpserts());
    }

    @Override
    BatchTransaction attempt(
        PendingBatch pending, Connection connection, BatchTransaction.Limits limits) {
      return new PostgresBatchTransaction(pending, connection, limits, dialect);
    }
  }

  private static final class Cockroach extends BatchTransactions {
    private final CockroachDialect dialect;
    private final CopyPermission copyPermission = new CopyPermission();

    Cockroach(CockroachDialect dialect, Optional<RefusedRowTable> refusedRows) {
      super(refusedRows);
      this.dialect = dialect;
    }

    @Override
    Dialect dialect() {
      return dialect;
    }

    @Override
    TransactionIdentity identity(PendingBatch pending) {
      return new CockroachTransactionIdentity(dialect, pending.batch().segments());
    }

    @Override
    GroupTransaction attempt(List<PendingBatch> group, Connection connection) {
      return new GroupTransaction(
          group,
          connection,
          dialect,
          GROUP_LOCK_LIMIT,
          new CockroachTransactionIdentity(dialect, segments(group)));
    }

    @Override
    BatchTransaction attempt(
        PendingBatch pending, Connection connection, BatchTransaction.Limits limits) {
      return new CockroachBatchTransaction(pending, connection, limits, dialect, copyPermission);
    }
  }
}
