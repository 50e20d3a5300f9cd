package io.cqdestination.postgres.write;

import io.cqdestination.core.retry.CommitOutcome;
import io.cqdestination.postgres.dialect.Dialect;
import io.cqdestination.postgres.statement.StatementPipeline;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * One attempt to write a group of small batches: all statements in one round trip, with COMMIT
 * behind them where writing them twice would do no harm, else COMMIT in a second one, once the
 * transaction's number is known.
 */
final class GroupTransaction extends WriteTransaction {
  private static final int NAMED_TABLES = 3;

  private final List<PendingBatch> group;
  private final Dialect dialect;
  private final Duration lockLimit;
  private final TransactionIdentity identity;

  /**
   * @param lockLimit how long the server may wait for a lock that somebody else holds
   */
  GroupTransaction(
      List<PendingBatch> group,
      Connection connection,
      Dialect dialect,
      Duration lockLimit,
      TransactionIdentity identity) {
    super(connection);
    this.group = group;
    this.dialect = dialect;
    this.lockLimit = lockLimit;
    this.identity = identity;
  }

  /** A group waits for no other batch once it has begun. */
  @Override
  Preceding writeAndCommit() throws SQLException {
    connection().setAutoCommit(false);
    StatementPipeline pipeline = new StatementPipeline();
    identity.begin(pipeline, lockLimit);
    if (group.stream().anyMatch(pending -> pending.table().keepsHistory())) {
      QueryCompilation.avoid(connection(), pipeline);
    }
    ArrayInsert insert = new ArrayInsert(dialect, false);
    ArrayVersions versions = new ArrayVersions(dialect);
    for (PendingBatch pending : group) {
      for (BatchSegment segment : pending.batch().segments()) {
        insert.add(segment, pipeline);
        versions.add(segment, pipeline);
      }
    }
    if (isRepeatable()) {
      pipeline.add("COMMIT", List.of());
      committing();
      pipeline.run(connection());
    } else {
      pipeline.run(connection());
      committing();
      connection().commit();
    }
    return Preceding.COMMITTED;
  }

  @Override
  boolean isRepeatable() {
    return group.stream().noneMatch(PendingBatch::isAppend);
  }

  @Override
  CommitOutcome outcome(Connection other) throws SQLException {
    return identity.outcome(other);
  }

  @Override
  String subject() {
    return subject(group);
  }

  /** The tables of a group, for errors and the log. */
  static String subject(List<PendingBatch> group) {
    List<String> names =
        group.stream().map(pending -> pending.table().tableName()).distinct().toList();
    if (names.size() == 1) {
      return "table " + names.getFirst();
    }
    return names.size() <= NAMED_TABLES
        ? "tables " + String.join(", ", names)
        : "tables %s and %d others"
            .formatted(
                String.join(", ", names.subList(0, NAMED_TABLES)), names.size() - NAMED_TABLES);
  }
}
