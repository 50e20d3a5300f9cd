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
      case CockroachDialect _ -> new Postgres();
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
}
