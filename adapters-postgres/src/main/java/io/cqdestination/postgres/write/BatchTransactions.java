package io.cqdestination.postgres.write;

import io.cqdestination.postgres.dialect.CockroachDialect;
import io.cqdestination.postgres.dialect.Dialect;
import io.cqdestination.postgres.dialect.PostgresDialect;
import java.sql.Connection;

/** Makes the attempts to write batches into one database. Thread-safe. */
public abstract sealed class BatchTransactions {
  private BatchTransactions() {}

  /** What suits the database; one for each destination. */
  public static BatchTransactions of(Dialect dialect) {
    return switch (dialect) {
      case PostgresDialect _ -> new Postgres();
      case CockroachDialect cockroach -> new Cockroach(cockroach);
    };
  }

  /** One attempt over a connection in autocommit mode. */
  abstract BatchTransaction attempt(
      PendingBatch pending, Connection connection, BatchTransaction.Limits limits);

  private static final class Postgres extends BatchTransactions {
    @Override
    BatchTransaction attempt(
        PendingBatch pending, Connection connection, BatchTransaction.Limits limits) {
      return new PostgresBatchTransaction(pending, connection, limits);
    }
  }

  private static final class Cockroach extends BatchTransactions {
    private final CockroachDialect dialect;
    private final CopyPermission copyPermission = new CopyPermission();

    Cockroach(CockroachDialect dialect) {
      this.dialect = dialect;
    }

    @Override
    BatchTransaction attempt(
        PendingBatch pending, Connection connection, BatchTransaction.Limits limits) {
      return new CockroachBatchTransaction(pending, connection, limits, dialect, copyPermission);
    }
  }
}
