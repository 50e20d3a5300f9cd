package io.cqdestination.postgres.write;

import io.cqdestination.core.retry.CommitOutcome;
import io.cqdestination.postgres.logging.ExpectedFailures;
import io.cqdestination.postgres.statement.StatementPipeline;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One attempt to write one batch, of any size, in a transaction of its own. How the rows get into
 * the tables differs from database to database.
 */
abstract sealed class BatchTransaction extends WriteTransaction
    permits CockroachBatchTransaction, PostgresBatchTransaction, SetAsideTransaction {
  private final PendingBatch pending;
  private final Limits limits;
  private final TransactionIdentity identity;
  private final StatementPipeline pipeline = new StatementPipeline();
  private boolean precedingCommitted;
  private boolean answered;

  /**
   * How long an attempt may wait while others may wait for it.
   *
   * @param lock how long the server may wait for a lock that somebody else holds
   * @param precedingMillis how long to wait, with a transaction open, for the batch before
   */
  record Limits(Duration lock, long precedingMillis) {}

  BatchTransaction(
      PendingBatch pending, Connection connection, Limits limits, TransactionIdentity identity) {
    super(connection);
    this.pending = pending;
    this.limits = limits;
    this.identity = identity;
  }

  /** Adds what else has to be asked or set before rows are written. */
  abstract void begin(StatementPipeline first) throws SQLException;

  /**
   * Writes rows.
   *
   * @return COMMITTED when they are written; otherwise the transaction has to end, because of the
   *     batch before
   */
  abstract Preceding write(BatchSegment segment) throws SQLException, InterruptedException;

  @Override
  final String subject() {
    return "table " + pending.table().tableName();
  }

  @Override
  boolean isRepeatable() {
    return !pending.isAppend();
  }

  @Override
  final CommitOutcome outcome(Connection other) throws SQLException {
    return identity.outcome(other);
  }

  /**
   * Chooses another way of writing for the table where this one cannot deal with what it met.
   *
   * @return whether the batch is to be tried again in that way
   */
  abstract boolean writeOtherwise(SQLException failure);

  /**
   * The transaction of the batch before, where the server is to keep the order of the two: empty
   * where its end is waited for here.
   */
  OptionalLong transactionToFollow() {
    return OptionalLong.empty();
  }

  /** How the row for which the batch is refused can be searched for; empty where it need not be. */
  abstract Optional<PrefixWriter> prefixes();

  /** What belongs to the rows and is written last. */
  void beforeCommit() throws SQLException {}

  @Override
  final Preceding writeAndCommit() throws SQLException, InterruptedException {
    Connection connection = connection();
    connection.setAutoCommit(false);
    identity.begin(pipeline, limits.lock());
    begin(pipeline);
    DerivedRows derived = pending.batch().derived();
    if (derived != DerivedRows.NONE) {
      send();
      derived.beforeRows(connection);
    }
    for (BatchSegment segment : pending.batch().segments()) {
      Preceding preceding = write(segment);
      if (preceding != Preceding.COMMITTED) {
        connection.rollback();
        return preceding;
      }
    }
    OptionalLong before =
        derived == DerivedRows.NONE ? transactionToFollow() : OptionalLong.empty();
    if (before.isPresent()) {
      return commitBehind(before.getAsLong());
    }
    Preceding preceding = awaitPreceding();
    if (preceding != Preceding.COMMITTED) {
      connection.rollback();
      return preceding;
    }
    derived.afterRows(connection, pending.table().isOrdering());
    beforeCommit();
    committing();
    connection.commit();
    return Preceding.COMMITTED;
  }

  private Preceding commitBehind(long number) throws SQLException {
    CommitOrder.addCommitBehind(pipeline, number, limits.precedingMillis());
    committing();
    try {
      ExpectedFailures.during(
          () -> {
            send();
            return number;
          },
          CommitOrder::isOutOfOrder);
      return Preceding.COMMITTED;
    } catch (SQLException failure) {
      if (!CommitOrder.isOutOfOrder(failure)) {
        throw failure;
      }
      connection().rollback();
      return Preceding.PENDING;
    }
  }

  final PendingBatch pending() {
    return pending;
  }

  /** Statements that are sent with the next ones. */
  final StatementPipeline pipeline() {
    return pipeline;
  }

  /** Sends the statements and waits for their answers. */
  final void send() throws SQLException {
    long sent = System.nanoTime();
    pipeline.run(connection());
    if (!answered) {
      answered = true;
      pending.table().answered(System.nanoTime() - sent);
    }
  }

  /** Waits for the batch before; once it is committed, that needs no more waiting. */
  final Preceding awaitPreceding() throws InterruptedException {
    if (precedingCommitted) {
      return Preceding.COMMITTED;
    }
    Preceding preceding = pending.awaitPreceding(limits.precedingMillis());
    precedingCommitted = preceding == Preceding.COMMITTED;
    return preceding;
  }
}
