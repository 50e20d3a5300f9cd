package io.cqdestination.postgres.write;

import io.cqdestination.postgres.dialect.CockroachDialect;
import io.cqdestination.postgres.dialect.Dialect;
import io.cqdestination.postgres.dialect.PostgresDialect;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;

/** Makes the attempts to write batches into one database. Thread-safe. */
public abstract sealed class BatchTransactions {
  /** One table that is locked should not keep others waiting: then each batch waits by itself. */
  private static final Duration GROUP_LOCK_LIMIT = Duration.ofSeconds(3);

  private BatchTransactions() {}

  /** What suits the database; one for each destination. */
  public static BatchTransactions of(Dialect dialect) {
    return switch (dialect) {
      case PostgresDialect postgres -> new Postgres(postgres);
      case CockroachDialect cockroach -> new Cockroach(cockroach);
    };
  }

  /** One attempt over a connection in autocommit mode. */
  abstract BatchTransaction attempt(
      PendingBatch pending, Connection connection, BatchTransaction.Limits limits);

  /** One attempt to write small batches together, over a connection in autocommit mode. */
  abstract GroupTransaction attempt(List<PendingBatch> group, Connection connection);

  private static final class Postgres extends BatchTransactions {
    private final PostgresDialect dialect;

    Postgres(PostgresDialect dialect) {
      this.dialect = dialect;
    }

    @Override
    GroupTransaction attempt(List<PendingBatch> group, Connection connection) {
      boolean append = group.stream().anyMatch(PendingBatch::isAppend);
      return new GroupTransaction(
          group,
          connection,
          dialect,
          GROUP_LOCK_LIMIT,
          append ? PostgresTransactionIdentity.ofGroup() : PostgresTransactionIdentity.ofUpserts());
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

    Cockroach(CockroachDialect dialect) {
      this.dialect = dialect;
    }

    @Override
    GroupTransaction attempt(List<PendingBatch> group, Connection connection) {
      List<BatchSegment> segments =
          group.stream().flatMap(pending -> pending.batch().segments().stream()).toList();
      return new GroupTransaction(
          group,
          connection,
          dialect,
          GROUP_LOCK_LIMIT,
          new CockroachTransactionIdentity(dialect, segments));
    }

    @Override
    BatchTransaction attempt(
        PendingBatch pending, Connection connection, BatchTransaction.Limits limits) {
      return new CockroachBatchTransaction(pending, connection, limits, dialect, copyPermission);
    }
  }
}
