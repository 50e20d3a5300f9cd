package io.cqdestination.postgres.write;

import io.cqdestination.core.retry.CommitOutcome;
import io.cqdestination.postgres.statement.StatementPipeline;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** What a transaction is known by when the answer to its COMMIT is lost. Used by one thread. */
sealed interface TransactionIdentity
    permits PostgresTransactionIdentity, CockroachTransactionIdentity {

  /**
   * Adds what the transaction begins with.
   *
   * @param lockLimit how long the server may wait for a lock that somebody else holds
   */
  void begin(StatementPipeline pipeline, Duration lockLimit);

  /**
   * What became of the transaction.
   *
   * @param other another connection, in autocommit mode
   */
  CommitOutcome outcome(Connection other) throws SQLException;
}
